#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/delimited.hpp"
#include "platform/ports.hpp"

namespace saddlebag {

/// Whether a file holds address cards: by what it begins with, or by its name.
bool is_vcard(std::string_view name, std::string_view text);

/// What is taken from cards; each becomes a column. The first is a help: the parts of a name, for cards without a whole one.
enum class CardField : std::uint8_t {
  parts, name, company, email, mobile, phone, wechat, title, department, birthday, address, website, tags, description, count_
};
inline constexpr std::size_t kCardFields = static_cast<std::size_t>(CardField::count_);

/// A card as it stands in the file, or what stands where no card is (`stray`). It has `line`, `source` and `cut_off` only.
struct Card : DelimitedRecord {
  std::string values[kCardFields];  ///< by CardField; UTF-8
  bool stray = false;
  bool garbled = false;  ///< bytes that could not be read in their encoding were replaced
  std::string& operator[](CardField field) { return values[static_cast<std::size_t>(field)]; }
};

/// Reads vCard 2.1, 3.0 and 4.0, and what phones and mail programs write, card by card: folded lines, quoted-printable in
/// UTF-8 or GB18030, groups, bare parameters. Never fails: each card tells what was odd about it. What is a person's but has no
/// field goes into the description: a second number under its name, a birthday without a year, lines that are no property.
class CardReader {
 public:
  /// `text` is UTF-8 without a byte order mark and outlives the reader, as the decoder does.
  CardReader(std::string_view text, port::Text& decoder) : text_(text), decoder_(decoder) {}
  /// False at the end.
  bool next(Card& card);
  /// Names of properties that were not taken, each once, joined by commas; the first of them on `dropped_line`.
  [[nodiscard]] std::string const& dropped() const { return dropped_; }
  [[nodiscard]] std::uint32_t dropped_line() const { return dropped_line_; }

 private:
  [[nodiscard]] std::string_view peek() const;
  std::string_view raw_line();
  std::string logical_line();
  void take(Card& card, std::string const& text, std::uint32_t line);
  void put(Card& card, CardField field, std::string_view label, std::string value, bool preferred);
  std::string decode(Card& card, std::string_view head, std::string_view value);
  void drop(std::string_view name, std::uint32_t line);

  std::string_view text_;
  port::Text& decoder_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  bool old_ = false;                          ///< 2.1, in which the blank of a folded line is part of it
  CardField last_ = CardField::description;   ///< where a line that is no property goes; count_ for nowhere
  std::string dropped_;
  std::uint32_t dropped_line_ = 0;
};

}  // namespace saddlebag
