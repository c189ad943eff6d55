#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace saddlebag {

/// How a delimited file is written.
struct Dialect {
  char delimiter = ',';  ///< one of , ; tab |
  char quote = '"';      ///< " or '
  friend bool operator==(Dialect const&, Dialect const&) = default;
};

/// Recognises delimiter and quote from the beginning of a text: the pair under which most records have the
/// same number of cells, more than one. Plain CSV where nothing can be told.
Dialect recognise_dialect(std::string_view text);

/// A record as it stands in the file. What it points to is valid until the reader's next record.
struct DelimitedRecord {
  std::vector<std::string_view> cells;
  std::string_view source;       ///< its bytes in the file, without the line break at the end
  std::uint32_t line = 0;        ///< on which it begins, from 1
  bool unclosed_quote = false;   ///< a quote never ended; that cell was read as plain text to the end of its line
  bool nul_bytes = false;        ///< NUL bytes were taken out
  bool cut_off = false;          ///< the text ends within it, without a line break
};

/// Reads RFC 4180 and what real programs write, record by record: CR, LF or CRLF, text after a closing
/// quote, quotes inside plain cells, quotes that never close. Blank lines between records are passed over.
/// Never fails: each record tells what was odd about it.
class DelimitedReader {
 public:
  /// `text` is UTF-8 without a byte order mark and outlives the reader.
  DelimitedReader(std::string_view text, Dialect dialect) : text_(text), dialect_(dialect) {}
  /// False at the end.
  bool next(DelimitedRecord& record);
  /// Bytes read so far, for progress.
  [[nodiscard]] std::size_t position() const { return at_; }

 private:
  enum class Ending : std::uint8_t { delimiter, line, text };
  Ending read_cell(DelimitedRecord& record);
  Ending read_plain(DelimitedRecord& record, std::size_t from);
  bool read_quoted(DelimitedRecord& record, Ending& ending);
  Ending after_cell();
  std::string_view keep(std::string_view cell, bool doubled_quotes, DelimitedRecord& record);
  [[nodiscard]] bool at_cell_end(std::size_t at) const;

  std::string_view text_;
  Dialect dialect_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  int runaway_quotes_ = 0;           ///< quotes that ran to the end of the text: bounds the work on broken files
  int unclosed_here_ = 0;               ///< unclosed quotes of this record
  std::deque<std::string> rewritten_;  ///< cells that differ from their bytes in the file
  std::size_t rewritten_used_ = 0;
};

/// Appends one cell, quoted where it must be; `lone` where it is the only one of its record, since an
/// empty line would be no record.
void append_cell(std::string& out, std::string_view cell, Dialect dialect, bool lone = false);
/// Appends a record and CRLF.
void append_record(std::string& out, std::vector<std::string> const& cells, Dialect dialect = {});

/// A spreadsheet takes a cell that begins with = + - @ tab or CR for a formula and may run it. Such a cell
/// gets a leading apostrophe, unless it is a plain number. `unguard_formula` takes it off again:
/// unguard(guard(x)) == x for every x.
std::string guard_formula(std::string_view cell);
std::string_view unguard_formula(std::string_view cell);

}  // namespace saddlebag
