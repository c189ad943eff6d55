#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "locale/keys.hpp"
#include "model/value.hpp"

namespace saddlebag {

/// The record kinds. The numbers are part of the journal's format: never reuse one.
enum class Kind : std::uint8_t {
  customer = 0, contact = 1, lead = 2, opportunity = 3, product = 4, activity = 5, note = 6,
  user = 7, pipeline = 8, stage = 9, custom_field = 10, saved_view = 11,
  attachment = 12,
  count_
};
inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::count_);

/// What a field means to a person; its Shape says how it lies in memory.
enum class FieldType : std::uint8_t {
  text, long_text, email, phone, url, tags,  ///< Shape::text; tags are separated by '\n'
  integer, number, percent,                  ///< percent is a Shape::number 0..100
  boolean, money, date, instant, choice, reference
};
Shape shape_of(FieldType type);

enum FieldFlag : std::uint16_t {
  kRequired = 1,    ///< a record without it is refused
  kSearchable = 2,  ///< its text is found by the one search box
  kPersonal = 4,    ///< personal data: masked and erased by the rules of privacy
  kSystem = 8,      ///< kept by the program; not in forms, columns or CSV mapping
  kColumn = 16,     ///< a list shows it unless told otherwise
  kTitle = 32,      ///< the record is called by it
  kNatural = 64,    ///< identifies the record to people: imports match on it
  kSummed = 128,    ///< groups show its sum
};

/// How an entry of an enumeration should look, so that screens need not know its meaning.
enum class Tone : std::uint8_t { neutral, info, good, warning, bad, accent };

struct Choice {
  std::string_view name;  ///< in files and at backends
  Tr label;
  Tone tone = Tone::neutral;
};
/// The entries of an enum of the model, in the order of its values; specialised beside each enum.
template <class Enum>
std::span<Choice const> choices_of();

template <class Record>
struct KindOf;  // specialised beside each record: `static constexpr Kind value`

/// One field of one record kind: everything generic is derived from a table of these.
struct Field {
  std::string_view name;  ///< in files, at backends, in the journal; snake_case
  Tr label;
  FieldType type;
  std::uint16_t flags = 0;
  std::uint16_t offset = 0;                      ///< within the record; unused for custom fields
  Kind target = Kind::count_;                    ///< of a reference
  std::span<Choice const> (*choices)() = nullptr;///< of a choice
  bool custom = false;                           ///< lives in the record's bag of custom fields
  std::string_view custom_label = {};              ///< what people call a custom field
  Value initial = {};                              ///< in a new record; what clearing the field writes

  [[nodiscard]] bool has(FieldFlag flag) const { return (flags & flag) != 0; }
  [[nodiscard]] Shape shape() const { return shape_of(type); }
};

using FieldIndex = std::uint16_t;
inline constexpr FieldIndex kNoField = 0xffff;

/// What every record has. The system fields of the table; concrete kinds derive from it.
struct Record {
  Uuid id;             ///< empty marks a free row
  Instant created;
  Instant updated;     ///< of the last change by a person, on any device
  Text rev;            ///< version the backend gave it last; empty: never synced
  Text custom;         ///< the bag of custom and not-yet-known fields, see model/bag.hpp
  Text conflicts;      ///< unresolved conflicts, travels with the record; see model/conflict.hpp
};

/// A record kind: the descriptor table and what a table of rows needs to know.
struct KindInfo {
  Kind kind;
  std::string_view name;    ///< in files and at backends: "customer"
  std::string_view plural;  ///< of URLs and backends' collections: "customers"
  Tr label;
  Tr label_plural;
  std::span<Field const> fields;  ///< the system fields of Record first, then the kind's own
  std::uint16_t size;             ///< bytes of one record
  FieldIndex title;               ///< the field that names it
  void (*construct)(void* at);    ///< puts a default record at `at`

  [[nodiscard]] FieldIndex find(std::string_view field_name) const;
};

KindInfo const& kind_info(Kind kind);
inline Kind kind_at(std::size_t index) { return static_cast<Kind>(index); }
/// Finds a kind by its singular or plural name; Kind::count_ when there is none.
Kind kind_named(std::string_view name);

/// Whether a field can hold a value: its shape, a choice that exists, a finite number, valid UTF-8.
/// Every field can hold an empty value.
bool fits(Field const& field, Value value);

/// Reads a built-in field. Custom fields go through model/bag.hpp; Store::value does both.
Value read_field(Record const& record, Field const& field);
/// Writes a built-in field; text bytes must already belong to the record's block.
/// A value without shape sets what a new record has. False where the shapes differ.
bool write_field(Record& record, Field const& field, Value value);

namespace detail {
template <class T> struct MemberTraits;
template <class R, class M> struct MemberTraits<M R::*> { using Owner = R; using Type = M; };
template <class T> struct IsId : std::false_type {};
template <class R> struct IsId<Id<R>> : std::true_type { using Target = R; };

template <class Owner, class M>
std::uint16_t offset_of(M Owner::*member) {
  alignas(Owner) static constinit std::byte const room[sizeof(Owner)] = {};
  auto const* object = reinterpret_cast<Owner const*>(room);
  return static_cast<std::uint16_t>(reinterpret_cast<std::byte const*>(&(object->*member)) - room);
}

template <class M> constexpr FieldType default_type() {
  if constexpr (std::is_same_v<M, Text>) return FieldType::text;
  else if constexpr (std::is_same_v<M, std::int64_t>) return FieldType::integer;
  else if constexpr (std::is_same_v<M, double>) return FieldType::number;
  else if constexpr (std::is_same_v<M, bool>) return FieldType::boolean;
  else if constexpr (std::is_same_v<M, Money>) return FieldType::money;
  else if constexpr (std::is_same_v<M, Date>) return FieldType::date;
  else if constexpr (std::is_same_v<M, Instant>) return FieldType::instant;
  else if constexpr (std::is_enum_v<M>) return FieldType::choice;
  else return FieldType::reference;
}

/// Out of line, because there are more than a hundred.
Field make_field(std::string_view name, Tr label, FieldType type, unsigned flags, std::uint16_t offset, Kind target,
                 std::span<Choice const> (*choices)());
}  // namespace detail

/// Declares a field from its member: shape, target and choices follow from the member's type.
template <auto Member>
Field field(std::string_view name, Tr label, unsigned flags = 0,
            FieldType type = detail::default_type<typename detail::MemberTraits<decltype(Member)>::Type>()) {
  using Traits = detail::MemberTraits<decltype(Member)>;
  using M = typename Traits::Type;
  Kind target = Kind::count_;
  if constexpr (detail::IsId<M>::value) target = KindOf<typename detail::IsId<M>::Target>::value;
  std::span<Choice const> (*choices)() = nullptr;
  if constexpr (std::is_enum_v<M>) {
    static_assert(sizeof(M) == 1, "a choice is one byte");
    choices = &choices_of<M>;
  }
  return detail::make_field(name, label, type, flags, detail::offset_of(Member), target, choices);
}

}  // namespace saddlebag
