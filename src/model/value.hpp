#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/text.hpp"

namespace saddlebag {

/// How a value lies in memory and on disk. The numbers are part of the file format: never reuse one.
enum class Shape : std::uint8_t {
  none = 0,
  text = 1,       ///< UTF-8
  integer = 2,    ///< std::int64_t
  number = 3,     ///< double, finite
  boolean = 4,    ///< bool
  money = 5,      ///< Money
  date = 6,       ///< Date
  instant = 7,    ///< Instant
  choice = 8,     ///< an enum of std::uint8_t
  reference = 9,  ///< Uuid of another record
};

/// One field's content, detached from its record: what forms, filters, the journal, merge and codecs
/// hand around. Text is borrowed: whoever makes a Value keeps the bytes alive. Trivially copyable.
class Value {
 public:
  constexpr Value() : integer_(0) {}
  static constexpr Value text(std::string_view v) { Value x(Shape::text); x.text_ = Text(v); return x; }
  static constexpr Value integer(std::int64_t v) { Value x(Shape::integer); x.integer_ = v; return x; }
  static constexpr Value number(double v) { Value x(Shape::number); x.number_ = v; return x; }
  static constexpr Value boolean(bool v) { Value x(Shape::boolean); x.integer_ = v; return x; }
  static constexpr Value money(Money v) { Value x(Shape::money); x.money_ = v; return x; }
  static constexpr Value date(Date v) { Value x(Shape::date); x.integer_ = v.days; return x; }
  static constexpr Value instant(Instant v) { Value x(Shape::instant); x.integer_ = v.ms; return x; }
  static constexpr Value choice(std::uint8_t v) { Value x(Shape::choice); x.integer_ = v; return x; }
  static constexpr Value reference(Uuid v) { Value x(Shape::reference); x.reference_ = v; return x; }

  [[nodiscard]] constexpr Shape shape() const { return shape_; }
  [[nodiscard]] constexpr std::string_view as_text() const {
    return shape_ == Shape::text ? text_.view() : std::string_view();
  }
  [[nodiscard]] constexpr std::int64_t as_integer() const { return is_integral() ? integer_ : 0; }
  [[nodiscard]] constexpr double as_number() const {
    return shape_ == Shape::number  ? number_
           : shape_ == Shape::money ? static_cast<double>(money_.minor)
                                    : static_cast<double>(as_integer());
  }
  [[nodiscard]] constexpr bool as_boolean() const { return shape_ == Shape::boolean && integer_ != 0; }
  [[nodiscard]] constexpr Money as_money() const { return shape_ == Shape::money ? money_ : Money{}; }
  [[nodiscard]] constexpr Date as_date() const {
    return shape_ == Shape::date ? Date{static_cast<std::int32_t>(integer_)} : Date{};
  }
  [[nodiscard]] constexpr Instant as_instant() const {
    return shape_ == Shape::instant ? Instant{integer_} : Instant{};
  }
  [[nodiscard]] constexpr std::uint8_t as_choice() const {
    return shape_ == Shape::choice ? static_cast<std::uint8_t>(integer_) : std::uint8_t{0};
  }
  [[nodiscard]] constexpr Uuid as_reference() const { return shape_ == Shape::reference ? reference_ : Uuid{}; }

  /// True where a person would say that the field is not filled in: no text, no date, no reference,
  /// no amount. Zero, false and the first choice are values.
  [[nodiscard]] bool empty() const;
  /// Equal content; two empty values of any shapes are equal.
  friend bool operator==(Value const& a, Value const& b);

 private:
  constexpr explicit Value(Shape shape) : shape_(shape), integer_(0) {}
  [[nodiscard]] constexpr bool is_integral() const {
    return shape_ == Shape::integer || shape_ == Shape::boolean || shape_ == Shape::choice || shape_ == Shape::date ||
           shape_ == Shape::instant;
  }
  Shape shape_ = Shape::none;
  union {
    std::int64_t integer_;
    double number_;
    Money money_;
    Uuid reference_;
    Text text_;
  };
};

/// A Value that owns its text, for forms and anything kept across a frame.
class OwnedValue {
 public:
  OwnedValue() = default;
  OwnedValue(Value v) : value_(v), bytes_(v.as_text()) {}  // NOLINT: keeps what it is given
  [[nodiscard]] Value get() const { return value_.shape() == Shape::text ? Value::text(bytes_) : value_; }
  operator Value() const { return get(); }  // NOLINT

 private:
  Value value_;
  std::string bytes_;
};

}  // namespace saddlebag
