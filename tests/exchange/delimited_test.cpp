#include "exchange/delimited.hpp"

#include "exchange/sheet.hpp"
#include "exchange/support.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

namespace {

/// Rows as [a|b][c|d], with what was odd about each behind it.
std::string read(std::string_view text, Dialect dialect = {}) {
  DelimitedReader reader(text, dialect);
  DelimitedRecord record;
  std::string out;
  while (reader.next(record)) {
    out += '[';
    for (std::size_t i = 0; i < record.cells.size(); ++i) out.append(i > 0 ? "|" : "").append(record.cells[i]);
    out += ']';
    if (record.unclosed_quote) out += "unclosed@" + std::to_string(record.line);
    if (record.nul_bytes) out += "nul";
  }
  return out;
}

Sheet sheet(std::string_view text) { return Sheet::read({std::string(text), {}}, recognise_dialect(text), true); }

std::string random_cell(SeededRandom& random) {
  constexpr std::string_view kPieces[] = {"a", "\"", ",", "\n", "\r", "\r\n", "'", "=", "+1", "-", "@", "\t", ";", "客户", " ", "|", "é", "1.5"};
  std::string cell;
  for (std::uint64_t n = random.below(6); n > 0; --n) cell += kPieces[random.below(std::size(kPieces))];
  return cell;
}

}  // namespace

TEST_CASE("line breaks of every system end a record") {
  CHECK(read("a,b\nc,d\n") == "[a|b][c|d]");
  CHECK(read("a,b\r\nc,d") == "[a|b][c|d]");
  CHECK(read("a,b\rc,d\r") == "[a|b][c|d]");
  CHECK(read("a\n\n\nb\n") == "[a][b]");
}

TEST_CASE("quoted cells hold delimiters, quotes and line breaks") {
  CHECK(read("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n") == "[a,b|say \"hi\"|two\nlines]");
  CHECK(read("\"\",x,\"\"") == "[|x|]");
  CHECK(read("a,") == "[a|]");
  CHECK(read("'a;b';'it''s'", {';', '\''}) == "[a;b|it's]");
}

TEST_CASE("a quote inside a cell that nobody doubled is text") {
  CHECK(read("5\" screen,x\n") == "[5\" screen|x]");
  CHECK(read("\"5\" screen\",x\n") == "[5\" screen|x]");
}

TEST_CASE("a quote that never closes costs its own line and no other") {
  CHECK(read("1,\"broken,abc\n2,\"fine\",x\n3,y,z\n") == "[1|\"broken|abc]unclosed@1[2|fine|x][3|y|z]");
  CHECK(read("1,\"broken\n2,x\n3,y\n") == "[1|\"broken]unclosed@1[2|x][3|y]");
}

TEST_CASE("thousands of unclosed quotes take no longer than their length") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "\"a\"b,";
  for (int i = 0; i < 20'000; ++i) text += "\n\"x";
  DelimitedReader reader(text, {});
  DelimitedRecord record;
  int records = 0;
  while (reader.next(record)) ++records;
  CHECK(records == 20'001);
}

TEST_CASE("NUL bytes are taken out and told") { CHECK(read(std::string_view("a\0b,c\n", 6)) == "[ab|c]nul"); }

TEST_CASE("the delimiter is recognised") {
  CHECK(recognise_dialect("a,b,c\n1,2,3\n") == Dialect{',', '"'});
  CHECK(recognise_dialect("a;b;c\n1,5;2,5;3\n") == Dialect{';', '"'});
  CHECK(recognise_dialect("a\tb\n1, 2\t3\n") == Dialect{'\t', '"'});
  CHECK(recognise_dialect("a|b\n1|2\n") == Dialect{'|', '"'});
  CHECK(recognise_dialect("'a','b'\n'1,5','2'\n") == Dialect{',', '\''});
  CHECK(recognise_dialect("name\nO'Neil\n") == Dialect{});
  CHECK(recognise_dialect("\"x;y;z\",b\n\"p;q;r\",d\n") == Dialect{',', '"'});
}

TEST_CASE("Excel's remark on the delimiter is no row") {
  Sheet const s = Sheet::read({"sep=;\r\na;b\r\n1;2\r\n", {}}, {';', '"'}, true);
  REQUIRE(s.size() == 1);
  CHECK(s.headers()[0] == "a");
  CHECK(s.line(0) == 3);
}

TEST_CASE("headers become unique and never empty") {
  Sheet const s = sheet("name,name,,name 2,name\n1,2,3,4,5\n");
  std::vector<std::string> const headers(s.headers().begin(), s.headers().end());
  CHECK(headers == std::vector<std::string>{"name", "name 2", "#3", "name 2 2", "name 3"});
}

TEST_CASE("a row with too few cells is kept, one with too many is not, and both are told with their line") {
  Sheet const s = sheet("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n");
  REQUIRE(s.size() == 3);
  CHECK(s.usable(0));
  CHECK(s.cell(0, 2).empty());
  CHECK_FALSE(s.usable(1));
  CHECK(s.usable(2));
  REQUIRE(s.problems().size() == 2);
  CHECK(s.problems()[0].line == 2);
  CHECK(s.problems()[0].reason == Tr::import_problem_too_few_cells);
  CHECK(s.problems()[1].line == 3);
  CHECK(s.problems()[1].source == "1,2,3,4");
  CHECK_FALSE(s.problems()[1].kept);
}

TEST_CASE("a file that was cut off says so") {
  Sheet const s = sheet("a,b,c\n1,2,3\n4,5");
  REQUIRE(s.problems().size() == 1);
  CHECK(s.problems()[0].reason == Tr::import_problem_cut_off);
  CHECK(s.problems()[0].line == 3);
}

TEST_CASE("a cell of one megabyte and rows of 300 columns are read whole") {
  std::string const big(1 << 20, 'x');
  Sheet const s = sheet("name,text\nA,\"" + big + "\"\n");
  REQUIRE(s.size() == 1);
  CHECK(s.cell(0, 1) == big);
  std::string wide, row;
  for (int i = 0; i < 300; ++i) {
    wide += "column " + std::to_string(i) + (i < 299 ? "," : "\n");
    row += std::to_string(i) + (i < 299 ? "," : "\n");
  }
  Sheet const many = sheet(wide + row);
  CHECK(many.headers().size() == 300);
  CHECK(many.cell(0, 299) == "299");
}

TEST_CASE("an empty file and a header alone have no rows") {
  CHECK(sheet("").headers().empty());
  CHECK(sheet("a,b\n").size() == 0);
  CHECK(sheet("a,b\n").headers().size() == 2);
}

TEST_CASE("cells that a spreadsheet would run are neutralised, numbers are not, and reading takes it back") {
  CHECK(guard_formula("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0");
  CHECK(guard_formula("@SUM(A1)") == "'@SUM(A1)");
  CHECK(guard_formula("\t=1") == "'\t=1");
  CHECK(guard_formula("-12.5") == "-12.5");
  CHECK(guard_formula("+8613800000000") == "+8613800000000");
  CHECK(guard_formula("-1+2") == "'-1+2");
  CHECK(guard_formula("O'Neil") == "O'Neil");
  CHECK(unguard_formula("'=x") == "=x");
  CHECK(unguard_formula("'quoted'") == "'quoted'");
}

TEST_CASE("apostrophes at the edges of cells are not taken for the quotes of a file that we wrote") {
  std::string text;
  append_record(text, {"a", "b"}, {});
  append_record(text, {"1", "'x"}, {});
  append_record(text, {"2", "'y"}, {});
  append_record(text, {"3", "z'"}, {});
  CHECK(recognise_dialect(text) == Dialect{});
  CHECK(read(text, {}) == "[a|b][1|'x][2|'y][3|z']");
}

TEST_CASE("random tables written are read back equal") {
  std::uint64_t const seed = fresh_seed();
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int round = 0; round < 300; ++round) {
    std::size_t const columns = 1 + random.below(5);
    std::vector<std::vector<std::string>> table(1 + random.below(8), std::vector<std::string>(columns));
    Dialect const dialect{",;\t|"[random.below(4)], "\"'"[random.below(2)]};
    std::string text;
    for (auto& row : table) {
      std::vector<std::string> guarded;
      for (std::string& cell : row) guarded.push_back(guard_formula(cell = random_cell(random)));
      append_record(text, guarded, dialect);
    }
    DelimitedReader reader(text, dialect);
    DelimitedRecord record;
    for (auto const& row : table) {
      REQUIRE(reader.next(record));
      REQUIRE(record.cells.size() == columns);
      for (std::size_t i = 0; i < columns; ++i) REQUIRE(unguard_formula(record.cells[i]) == row[i]);
      CHECK_FALSE(record.unclosed_quote);
    }
    CHECK_FALSE(reader.next(record));
  }
}

TEST_CASE("random bytes are read to the end") {
  std::uint64_t const seed = fresh_seed();
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::uint64_t n = random.below(200); n > 0; --n) text += "\"',;\n\r\t ab\0\xff="[random.below(14)];
    Sheet const s = Sheet::read({text, {}}, recognise_dialect(text), random.below(2) == 0);
    for (std::size_t row = 0; row < s.size(); ++row) CHECK(s.line(row) > 0);
  }
}
