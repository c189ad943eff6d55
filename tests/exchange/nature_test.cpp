#include "exchange/encoding.hpp"
#include "exchange/support.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

TEST_CASE("files that are no table are called by what they are") {
  CHECK(recognise_nature("") == FileNature::empty);
  CHECK(recognise_nature("\xEF\xBB\xBF") == FileNature::empty);
  CHECK(recognise_nature(" \r\n ") == FileNature::empty);
  CHECK(recognise_nature(std::string_view("PK\x03\x04\x14\0\x06\0", 8)) == FileNature::workbook);
  CHECK(recognise_nature("\xD0\xCF\x11\xE0\xA1\xB1") == FileNature::old_workbook);
  CHECK(recognise_nature("%PDF-1.7") == FileNature::pdf);
  CHECK(recognise_nature("\x89PNG\r\n") == FileNature::image);
  CHECK(recognise_nature("<!DOCTYPE html><html>") == FileNature::web_page);
  CHECK(recognise_nature("{\"a\": 1}") == FileNature::json);
  CHECK(recognise_nature(std::string_view("\x01\x00\x02\x00\x00\x03\x00\x00\x05\x00\x00\x00", 12)) == FileNature::binary);
  CHECK(recognise_nature("name,city\nA,B\n") == FileNature::table);
  CHECK(recognise_nature("BMW,Audi\n1,2\n") == FileNature::table);
}

TEST_CASE("a workbook named .csv says what it is and is not imported") {
  Fixture f;
  ImportPlan plan = f.plan();
  plan.add("customers.csv", bytes_of("PK\x03\x04 something"));
  CHECK_FALSE(plan.file(0).usable());
  CHECK(std::string_view(tr(nature_text(plan.file(0).nature), Language::en)).find("Excel") != std::string_view::npos);
  CHECK(plan.order().empty());
  CHECK(f.run(plan).sequence == 0);
}
