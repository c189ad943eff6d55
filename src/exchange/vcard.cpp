#include "exchange/vcard.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "exchange/formats.hpp"

namespace saddlebag {
namespace {

/// A property by its name, and where it goes; count_ for what says nothing about the person. Of a value with parts, `order`
/// says which are joined and by what: first as in the West, then as in East Asia.
struct Property {
  std::string_view name;
  CardField field;
  std::string_view order[2] = {};
  std::string_view between[2] = {};
};
constexpr Property kProperties[] = {
    {"fn", CardField::name},
    {"n", CardField::parts, {"31204", "012"}, {" ", ""}},
    {"org", CardField::company, {"0", "0"}},
    {"org", CardField::department, {"123456", "123456"}, {" ", " "}},
    {"email", CardField::email},
    {"tel", CardField::phone},
    {"x-wechat", CardField::wechat},
    {"title", CardField::title},
    {"bday", CardField::birthday},
    {"adr", CardField::address, {"0123456", "6432150"}, {", ", " "}},
    {"url", CardField::website},
    {"categories", CardField::tags},
    {"note", CardField::description},
    {"version", CardField::count_},
    {"prodid", CardField::count_},
    {"uid", CardField::count_},
    {"rev", CardField::count_},
    {"x-ablabel", CardField::count_},
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Whether a line is nothing but this, in any case.
bool is_mark(std::string_view line, std::string_view mark) {
  line = trim(line);
  return line.size() == mark.size() && fold(line) == mark;
}
bool begins(std::string_view line) { return is_mark(line, "begin:vcard"); }
bool ends(std::string_view line) { return is_mark(line, "end:vcard"); }

/// Where the value begins: behind the first colon that is not in quotes. npos where this is no property.
std::size_t find_colon(std::string_view line) {
  bool quoted = false;
  std::size_t colon = std::string_view::npos;
  for (std::size_t i = 0; i < line.size() && colon == std::string_view::npos; ++i) {
    quoted ^= line[i] == '"';
    if (line[i] == ':' && !quoted) colon = i;
  }
  if (colon == std::string_view::npos) colon = line.find(':');  // a quote without an end
  std::string_view const name = line.substr(0, line.find_first_of(";:"));
  bool const named = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
  });
  return named ? colon : std::string_view::npos;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
    bool const line_break = next == 'n' || next == 'N';
    if (line_break || (next && contains(",;:\\", {&next, 1}))) ++i;
    out += line_break ? '\n' : text[i];
  }
  return out;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = static_cast<char>(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string unquote(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int const high = text[i] == '=' && i + 2 < text.size() ? hex(text[i + 1]) : -1;
    int const low = high >= 0 ? hex(text[i + 2]) : -1;
    if (low >= 0) i += 2;
    out += low >= 0 ? static_cast<char>(high << 4 | low) : text[i];
  }
  return out;
}

void add_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

/// The parts of a value that a property wants, in their order; the whole of it where it has none.
std::string compose(Property const& property, std::string_view value) {
  if (property.order[0].empty()) return unescape(value);
  // From U+3000 to the end of Hangul: where a person's name begins with the family's.
  bool const eastern = std::any_of(value.begin(), value.end(), [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0xE3 && byte <= 0xED;
  });
  std::string_view parts[10];
  std::size_t from = 0;
  for (std::string_view& part : parts) {
    std::size_t end = from;
    while (end < value.size() && value[end] != ';') end += value[end] == '\\' ? 2u : 1u;
    end = std::min(end, value.size());
    part = value.substr(from, end - from);
    from = std::min(end + 1, value.size());
  }
  std::string out;
  for (char const which : property.order[eastern]) {
    std::string const part = unescape(trim(parts[which - '0']));
    if (!part.empty()) out.append(out.empty() ? std::string_view() : property.between[eastern]).append(part);
  }
  return out;
}

}  // namespace

bool is_vcard(std::string_view name, std::string_view text) {
  return fold(name).ends_with(".vcf") || fold(trim(text.substr(0, 64))).starts_with("begin:vcard");
}

std::string_view CardReader::peek() const { return text_.substr(at_, text_.find_first_of("\r\n", at_) - at_); }

std::string_view CardReader::raw_line() {
  std::string_view const line = peek();
  at_ += line.size();
  if (at_ < text_.size()) at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
  ++line_;
  return line;
}

/// A line with those that continue it: they begin with a blank, or the one before ended in a soft line break.
std::string CardReader::logical_line() {
  std::string out(raw_line());
  bool const quoted = contains(fold(std::string_view(out).substr(0, out.find(':'))), "quoted-printable");
  while (at_ < text_.size()) {
    bool const soft = quoted && out.ends_with('=') && !ends(peek());
    bool const folded = text_[at_] == ' ' || text_[at_] == '\t';
    if (!soft && !folded) break;
    if (soft) out.pop_back();
    out += raw_line().substr(folded && !old_);
  }
  return out;
}

bool CardReader::next(Card& card) {
  card = {};
  bool inside = false;
  std::size_t begin = at_;
  while (at_ < text_.size()) {
    std::size_t const from = at_;
    std::uint32_t const line = line_;
    std::string const text = logical_line();
    bool const opens = begins(text);
    if (opens && card.line > 0) {  // the next one
      at_ = from;
      line_ = line;
      break;
    }
    if (card.line == 0) {
      if (trim(text).empty()) continue;
      card.line = line;
      begin = from;
      card.stray = !opens;
      inside = opens;
      old_ = false;
      last_ = CardField::description;
    } else if (inside && ends(text)) {
      inside = false;
      break;
    } else if (inside) {
      take(card, text, line);
    }
  }
  card.cut_off = inside;
  card.source = trim(text_.substr(begin, at_ - begin));
  return card.line > 0;
}

void CardReader::take(Card& card, std::string const& text, std::uint32_t line) {
  std::size_t const colon = find_colon(text);
  if (colon == std::string::npos) {
    if (last_ != CardField::count_ && !trim(text).empty()) add_line(card[last_], decode(card, {}, text));
    return;
  }
  std::string_view label = std::string_view(text).substr(0, text.find_first_of(";:"));
  label.remove_prefix(label.rfind('.') + 1);  // the group
  std::string const name = fold(label);
  std::string const head = fold(std::string_view(text).substr(0, colon)) + ";";
  std::string const value = decode(card, head, std::string_view(text).substr(colon + 1));
  if (name == "version") old_ = value.starts_with("2");
  std::size_t const pref = head.find("pref");
  bool const preferred = pref != std::string::npos && (head[pref + 4] != '=' || head[pref + 5] == '1');
  bool known = false;
  for (Property const& property : kProperties) {
    if (property.name != name) continue;
    known = true;
    CardField field = property.field;
    if (field == CardField::phone && contains(head, "cell")) field = CardField::mobile;
    if (field == CardField::phone && (contains(head, "fax") || contains(head, "pager"))) field = CardField::description;
    last_ = field == CardField::count_ || field == CardField::address ? field : CardField::description;
    if (field != CardField::count_) put(card, field, contains(head, "fax") ? "FAX" : label, compose(property, value), preferred);
  }
  if (known) return;
  std::string const messenger = fold(std::string_view(text).substr(0, colon + 10));
  bool const wechat = contains(messenger, "wechat") || contains(messenger, "weixin");
  last_ = wechat ? CardField::description : CardField::count_;
  if (wechat) put(card, CardField::wechat, label, unescape(value), preferred);
  else if (!trim(value).empty()) drop(label, line);
}

void CardReader::put(Card& card, CardField field, std::string_view label, std::string value, bool preferred) {
  if (field >= CardField::email && field <= CardField::wechat) value.erase(0, value.rfind(':') + 1);  // tel: mailto: weixin:
  if (trim(value).empty()) return;
  if (field == CardField::birthday) {
    // 1604 is how a birthday without a year is written where the calendar asks for one.
    auto const date = value.starts_with("1604") ? std::nullopt : read_date(value.substr(0, value.find('T')), DateOrder::ymd);
    if (date) value = to_iso(*date);
    else field = CardField::description;
  }
  std::string& place = card[field];
  bool labelled = field == CardField::description && fold(label) != "note";
  if (field != CardField::description && !place.empty()) {
    if (preferred) place.swap(value);
    field = CardField::description;
    labelled = true;
  }
  if (labelled) value.insert(0, std::string(label) + ": ");
  add_line(card[field], value);
}

std::string CardReader::decode(Card& card, std::string_view head, std::string_view value) {
  std::string out(value);
  if (contains(head, "quoted-printable")) {
    out = unquote(value);
    bool const chinese = contains(head, "charset=gb") || (!contains(head, "charset=") && !valid_utf8(out));
    auto const decoded = chinese ? decoder_.decode(out, port::Text::Encoding::gb18030) : std::nullopt;
    if (decoded) out = *decoded;
    card.garbled |= !valid_utf8(out);
    out = repair_utf8(out);
  }
  std::erase_if(out, [](char c) { return c == '\0' || c == '\r'; });
  return out;
}

void CardReader::drop(std::string_view name, std::uint32_t line) {
  constexpr std::size_t kEnough = 200;
  if (dropped_.size() > kEnough || contains(", " + dropped_ + ",", ", " + std::string(name) + ",")) return;
  if (dropped_.empty()) dropped_line_ = line;
  else dropped_ += ", ";
  dropped_ += name;
}

}  // namespace saddlebag
