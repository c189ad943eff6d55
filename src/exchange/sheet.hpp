#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/delimited.hpp"
#include "exchange/encoding.hpp"
#include "exchange/problem.hpp"

namespace saddlebag {

/// A delimited file or one of address cards in memory: headers and rows as text, and what was odd about them. Cells are views into the
/// decoded text wherever that is possible.
class Sheet {
 public:
  Sheet() = default;
  Sheet(Sheet&&) = default;  // a copy's cells would be views into the original
  Sheet& operator=(Sheet&&) = default;
  /// Takes over the decoded file. Never fails; an empty text gives no columns.
  static Sheet read(DecodedFile file, Dialect dialect, bool first_row_is_header);
  /// The same of a vCard file: a row for each card, a column for each field that any of them fills, called as the
  /// field is in `language`. Never fails; `name` is there even where no card is.
  static Sheet read_cards(DecodedFile file, port::Text& decoder, Language language);

  /// Unique and never empty: `name`, `name 2`; `#3` for the third where it has none.
  [[nodiscard]] std::span<std::string const> headers() const { return headers_; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// Cell of a row (from 0), empty where the row is too short.
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
  /// Line of the file on which a row begins, from 1.
  [[nodiscard]] std::uint32_t line(std::size_t row) const { return rows_[row].line; }
  /// The row as it stands in the file.
  [[nodiscard]] std::string_view source(std::size_t row) const { return rows_[row].source; }
  /// False for a row that is better not imported, since its cells may stand in the wrong columns; a problem says so.
  [[nodiscard]] bool usable(std::size_t row) const { return rows_[row].usable; }
  [[nodiscard]] std::vector<RowProblem> const& problems() const { return problems_; }

 private:
  struct RowCells {
    std::size_t first;  ///< in cells_
    std::uint32_t count, line;
    std::string_view source;
    bool usable;
  };
  void take_headers(DelimitedRecord const& record);
  void add_row(DelimitedRecord const& record, bool last);
  void report_misread(std::vector<MisreadLine> const& misread);
  void report(DelimitedRecord const& record, Tr reason, bool kept, std::string first = {}, std::string second = {});

  std::deque<std::string> owned_;  ///< the text itself first, then cells that differ from their bytes in it
  std::vector<std::string> headers_;
  std::vector<std::string_view> cells_;
  std::vector<RowCells> rows_;
  std::vector<RowProblem> problems_;
};

}  // namespace saddlebag
