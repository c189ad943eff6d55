#include "exchange/delimited.hpp"

#include <algorithm>
#include <map>

namespace saddlebag {
namespace {

constexpr char kDelimiters[] = {',', ';', '\t', '|'};
constexpr std::size_t kDelimitedSample = 64 << 10;
constexpr int kSampleRecords = 100;
/// After so many quotes without an end, quoted cells may no longer span lines.
constexpr int kMostRunaways = 16;
/// After so many in one record its quotes are taken for text, or one broken long line would cost its square.
constexpr int kMostUnclosedInRecord = 8;

bool is_break(char c) { return c == '\n' || c == '\r'; }

std::uint32_t count_lines(std::string_view text) {
  std::uint32_t lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++lines;
  }
  return lines;
}

/// 'quoted' cells on both sides of delimiters, and none in "double quotes".
char recognise_quote(std::string_view sample, char delimiter) {
  int opening[2] = {0, 0};
  int closing[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    int const which = sample[i] == '"' ? 0 : sample[i] == '\'' ? 1 : -1;
    if (which < 0) continue;
    auto const edge = [&](char c) { return c == delimiter || is_break(c); };
    if (i == 0 || edge(sample[i - 1])) ++opening[which];
    if (i + 1 == sample.size() || edge(sample[i + 1])) ++closing[which];
  }
  bool const single = opening[0] == 0 && opening[1] >= 2 && closing[1] * 2 >= opening[1];
  return single ? '\'' : '"';
}

/// How well a dialect fits: the share of records with the commonest number of cells; 0 with one cell.
double fitness(std::string_view sample, Dialect dialect) {
  DelimitedReader reader(sample, dialect);
  DelimitedRecord record;
  std::map<std::size_t, int> widths;
  int records = 0;
  while (records < kSampleRecords && reader.next(record)) {
    if (!record.unclosed_quote) ++widths[record.cells.size()];  // hardly the quotes, or not the delimiter
    ++records;
  }
  if (widths.empty()) return 0;
  auto const common = std::max_element(widths.begin(), widths.end(), [](auto const& a, auto const& b) {
    return a.second < b.second || (a.second == b.second && a.first < b.first);
  });
  if (common->first < 2) return 0;
  double const share = static_cast<double>(common->second) / records;
  return share + std::min<double>(static_cast<double>(common->first), 20) * 0.01;
}

}  // namespace

Dialect recognise_dialect(std::string_view text) {
  std::string_view const sample = text.substr(0, kDelimitedSample);
  Dialect best;
  double most = 0;
  for (char const delimiter : kDelimiters) {
    if (sample.find(delimiter) == std::string_view::npos) continue;
    Dialect const dialect{delimiter, recognise_quote(sample, delimiter)};
    double const fit = fitness(sample, dialect);
    if (fit > most) {
      most = fit;
      best = dialect;
    }
  }
  return best;
}

bool DelimitedReader::next(DelimitedRecord& record) {
  while (at_ < text_.size() && is_break(text_[at_])) after_cell();  // blank lines
  if (at_ >= text_.size()) return false;
  record.cells.clear();
  record.unclosed_quote = record.nul_bytes = record.cut_off = false;
  record.line = line_;
  rewritten_used_ = 0;
  unclosed_here_ = 0;
  std::size_t const from = at_;
  for (;;) {
    Ending const ending = read_cell(record);
    if (ending == Ending::delimiter) continue;
    std::size_t end = at_;
    record.cut_off = ending == Ending::text;
    if (!record.cut_off) end -= end >= 2 && text_[end - 1] == '\n' && text_[end - 2] == '\r' ? 2 : 1;
    record.source = text_.substr(from, end - from);
    return true;
  }
}

DelimitedReader::Ending DelimitedReader::read_cell(DelimitedRecord& record) {
  if (at_ < text_.size() && text_[at_] == dialect_.quote) {
    Ending ending{};
    if (unclosed_here_ < kMostUnclosedInRecord && read_quoted(record, ending)) return ending;
    ++unclosed_here_;
    record.unclosed_quote = true;
  }
  return read_plain(record, at_);
}

DelimitedReader::Ending DelimitedReader::read_plain(DelimitedRecord& record, std::size_t from) {
  while (at_ < text_.size() && text_[at_] != dialect_.delimiter && !is_break(text_[at_])) ++at_;
  record.cells.push_back(keep(text_.substr(from, at_ - from), false, record));
  return after_cell();
}

bool DelimitedReader::at_cell_end(std::size_t at) const {
  while (at < text_.size() && text_[at] == ' ') ++at;
  return at >= text_.size() || text_[at] == dialect_.delimiter || is_break(text_[at]);
}

/// False, with nothing consumed, where the quote has no end: it runs to the end of the text, or into the
/// opening quote of a cell on a later line.
bool DelimitedReader::read_quoted(DelimitedRecord& record, Ending& ending) {
  bool doubled = false;
  bool spans_lines = false;
  for (std::size_t at = at_ + 1; at < text_.size(); ++at) {
    char const c = text_[at];
    if (is_break(c)) {
      if (runaway_quotes_ >= kMostRunaways) return false;
      spans_lines = true;
    }
    if (c != dialect_.quote) continue;
    if (at + 1 < text_.size() && text_[at + 1] == dialect_.quote) {
      doubled = true;
      ++at;
      continue;
    }
    if (at_cell_end(at + 1)) {
      std::string_view const inside = text_.substr(at_ + 1, at - at_ - 1);
      if (spans_lines) line_ += count_lines(inside);
      record.cells.push_back(keep(inside, doubled, record));
      at_ = at + 1;
      while (at_ < text_.size() && text_[at_] == ' ') ++at_;
      ending = after_cell();
      return true;
    }
    if (spans_lines) return false;  // otherwise a quote inside the cell that should have been doubled
  }
  ++runaway_quotes_;
  return false;
}

DelimitedReader::Ending DelimitedReader::after_cell() {
  if (at_ >= text_.size()) return Ending::text;
  char const c = text_[at_++];
  if (!is_break(c)) return Ending::delimiter;
  if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++line_;
  return Ending::line;
}

std::string_view DelimitedReader::keep(std::string_view cell, bool doubled_quotes, DelimitedRecord& record) {
  bool const nul = cell.find('\0') != std::string_view::npos;
  if (!nul && !doubled_quotes) return cell;
  record.nul_bytes |= nul;
  if (rewritten_used_ == rewritten_.size()) rewritten_.emplace_back();
  std::string& out = rewritten_[rewritten_used_++];
  out.clear();
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\0') continue;
    out += cell[i];
    if (doubled_quotes && cell[i] == dialect_.quote && i + 1 < cell.size() && cell[i + 1] == dialect_.quote) ++i;
  }
  return out;
}

void append_cell(std::string& out, std::string_view cell, Dialect dialect, bool lone) {
  char const special[] = {dialect.delimiter, dialect.quote, '\n', '\r'};
  // An apostrophe at a bare cell's edge could be taken for the quote of the whole file: see recognise_quote.
  auto const risky = [](char edge) { return edge == ' ' || edge == '\''; };
  bool const quoted = cell.empty() ? lone
                                   : cell.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos ||
                                         risky(cell.front()) || risky(cell.back());
  if (!quoted) {
    out += cell;
    return;
  }
  out += dialect.quote;
  for (char const c : cell) {
    out += c;
    if (c == dialect.quote) out += c;
  }
  out += dialect.quote;
}

void append_record(std::string& out, std::vector<std::string> const& cells, Dialect dialect) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += dialect.delimiter;
    append_cell(out, cells[i], dialect, cells.size() == 1);
  }
  out += "\r\n";
}

namespace {

bool plain_number(std::string_view cell) {
  std::size_t at = cell.front() == '-' || cell.front() == '+' ? 1 : 0;
  std::size_t digits = 0;
  std::size_t points = 0;
  for (; at < cell.size(); ++at) {
    if (cell[at] >= '0' && cell[at] <= '9') ++digits;
    else if (cell[at] == '.') ++points;
    else return false;
  }
  return digits > 0 && points <= 1;
}

/// Where a spreadsheet would begin to read, past apostrophes: at something that begins a formula?
bool begins_formula(std::string_view cell) {
  std::size_t const at = cell.find_first_not_of('\'');
  return at != std::string_view::npos && std::string_view("=+-@\t\r").find(cell[at]) != std::string_view::npos;
}

}  // namespace

std::string guard_formula(std::string_view cell) {
  // Cells that already begin with apostrophes get one more, so that taking one off is the exact inverse.
  if (!begins_formula(cell) || plain_number(cell)) return std::string(cell);
  return "'" + std::string(cell);
}

std::string_view unguard_formula(std::string_view cell) {
  return !cell.empty() && cell.front() == '\'' && begins_formula(cell) ? cell.substr(1) : cell;
}

}  // namespace saddlebag
