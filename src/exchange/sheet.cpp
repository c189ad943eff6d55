#include "exchange/sheet.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "exchange/vcard.hpp"

namespace saddlebag {

Sheet Sheet::read(DecodedFile file, Dialect dialect, bool first_row_is_header) {
  Sheet sheet;
  std::string_view const text = sheet.owned_.emplace_back(std::move(file.text));
  std::string_view body = text;
  std::uint32_t skipped = 0;
  if (body.starts_with("sep=")) {  // Excel's own remark on its delimiter
    body.remove_prefix(std::min(body.size(), body.find('\n') + 1));
    skipped = 1;
  }
  DelimitedReader reader(body, dialect);
  DelimitedRecord record;
  bool header = true;
  while (reader.next(record)) {
    record.line += skipped;
    if (header) sheet.take_headers(record);
    if (!header || !first_row_is_header) {
      if (header) {
        for (std::size_t i = 0; i < sheet.headers_.size(); ++i) sheet.headers_[i] = "#" + std::to_string(i + 1);
      }
      sheet.add_row(record, reader.position() >= body.size());
    }
    header = false;
  }
  sheet.report_misread(file.misread);
  return sheet;
}

/// Lines that were not in the file's encoding belong to the row in which they lie.
void Sheet::report_misread(std::vector<MisreadLine> const& misread) {
  for (MisreadLine const& each : misread) {
    RowProblem problem;
    problem.line = each.line;
    problem.reason = each.read_as_other ? Tr::import_problem_other_encoding : Tr::import_problem_bad_encoding;
    auto const after = std::upper_bound(rows_.begin(), rows_.end(), each.line,
                                        [](std::uint32_t line, RowCells const& row) { return line < row.line; });
    if (after != rows_.begin()) problem.source = std::string((after - 1)->source);
    problems_.push_back(std::move(problem));
  }
  sort_items(problems_, [](RowProblem const& a, RowProblem const& b) { return a.line < b.line; });
}

void Sheet::take_headers(DelimitedRecord const& record) {
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    std::string name(trim(unguard_formula(record.cells[i])));
    if (name.empty()) name = "#" + std::to_string(i + 1);
    std::string unique = name;
    for (int n = 2; std::find(headers_.begin(), headers_.end(), unique) != headers_.end(); ++n) {
      unique = name + " " + std::to_string(n);
    }
    headers_.push_back(std::move(unique));
  }
  if (record.unclosed_quote) report(record, Tr::import_problem_unclosed_quote, true);
}

void Sheet::add_row(DelimitedRecord const& record, bool last) {
  std::size_t const width = headers_.size();
  std::size_t filled = record.cells.size();
  while (filled > width && trim(record.cells[filled - 1]).empty()) --filled;
  if (std::all_of(record.cells.begin(), record.cells.end(), [](std::string_view c) { return c.empty(); })) return;
  RowCells row{cells_.size(), static_cast<std::uint32_t>(std::min(filled, width)), record.line, record.source, true};
  for (std::size_t i = 0; i < row.count; ++i) {
    std::string_view cell = record.cells[i];
    bool const in_text = cell.empty() || (cell.data() >= owned_.front().data() && cell.data() <= owned_.front().data() + owned_.front().size());
    if (!in_text) cell = owned_.emplace_back(cell);
    cells_.push_back(unguard_formula(cell));
  }
  std::string const counts[] = {std::to_string(filled), std::to_string(width)};
  if (record.nul_bytes) report(record, Tr::import_problem_nul_bytes, true);
  if (filled > width) {
    row.usable = false;
    report(record, Tr::import_problem_too_many_cells, false, counts[0], counts[1]);
  } else if (record.unclosed_quote) {
    row.usable = filled == width;
    report(record, row.usable ? Tr::import_problem_unclosed_quote : Tr::import_problem_unclosed_quote_lost, row.usable);
  } else if (filled < width) {
    report(record, last && record.cut_off ? Tr::import_problem_cut_off : Tr::import_problem_too_few_cells, true, counts[0], counts[1]);
  }
  rows_.push_back(row);
}

void Sheet::report(DelimitedRecord const& record, Tr reason, bool kept, std::string first, std::string second) {
  RowProblem problem;
  problem.line = record.line;
  problem.reason = reason;
  problem.kept = kept;
  problem.args[0] = std::move(first);
  problem.args[1] = std::move(second);
  problem.source = std::string(record.source);
  problems_.push_back(std::move(problem));
}

std::string_view Sheet::cell(std::size_t row, std::size_t column) const {
  RowCells const& cells = rows_[row];
  return column < cells.count ? cells_[cells.first + column] : std::string_view();
}

namespace {

/// Columns of cards, by CardField.
constexpr Tr kCardHeaders[kCardFields] = {
    Tr::count_,      Tr::field_person_name, Tr::field_company,    Tr::field_email,    Tr::field_mobile,
    Tr::field_phone, Tr::field_wechat,      Tr::field_job_title,  Tr::field_department, Tr::field_birthday,
    Tr::field_address, Tr::field_website,   Tr::field_tags,       Tr::field_description};

}  // namespace

Sheet Sheet::read_cards(DecodedFile file, port::Text& decoder, Language language) {
  Sheet sheet;
  CardReader reader(sheet.owned_.emplace_back(std::move(file.text)), decoder);
  std::vector<Card> cards;
  std::size_t const first = static_cast<std::size_t>(CardField::name);
  bool filled[kCardFields] = {};
  filled[first] = true;
  for (Card card; reader.next(card);) {
    if (card.stray) {
      sheet.report(card, Tr::import_problem_outside_card, false);
      continue;
    }
    if (card.cut_off) sheet.report(card, Tr::import_problem_card_cut_off, true);
    if (card.garbled) sheet.report(card, Tr::import_problem_bad_encoding, true);
    // What a person is known by, the best first, stands in for the name.
    std::string& name = card[CardField::name];
    for (std::size_t i = 0; name.empty() && i <= static_cast<std::size_t>(CardField::wechat); ++i) name = card.values[i];
    if (name.empty()) sheet.report(card, Tr::import_problem_card_empty, false);
    for (std::size_t i = 0; i < kCardFields; ++i) filled[i] |= !card.values[i].empty();
    cards.push_back(std::move(card));
  }
  for (Card& card : cards) {
    RowCells row{sheet.cells_.size(), 0, card.line, card.source, !card[CardField::name].empty()};
    for (std::size_t i = first; i < kCardFields; ++i) {
      if (!filled[i]) continue;
      ++row.count;
      sheet.cells_.push_back(sheet.owned_.emplace_back(std::move(card.values[i])));
    }
    sheet.rows_.push_back(row);
  }
  for (std::size_t i = first; i < kCardFields; ++i) {
    if (filled[i]) sheet.headers_.emplace_back(tr(kCardHeaders[i], language));
  }
  if (DelimitedRecord record; !reader.dropped().empty()) {
    record.line = reader.dropped_line();
    sheet.report(record, Tr::import_problem_card_fields, true, reader.dropped());
  }
  sheet.report_misread(file.misread);
  return sheet;
}

}  // namespace saddlebag
