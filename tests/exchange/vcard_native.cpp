#include "exchange/support.hpp"
#include "exchange/vcard.hpp"
#include "platform/native/machine.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

TEST_CASE("cards in GB18030 are read, as a whole and in quoted-printable") {
  native::SystemText text;
  std::string const quoted = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=CD=F5=CE=B0\nEND:VCARD\n";
  std::string const untold = "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:=CD=F5=CE=B0\nEND:VCARD\n";
  std::string const whole = "BEGIN:VCARD\nVERSION:2.1\nFN:\xCD\xF5\xCE\xB0\nEND:VCARD\n";
  for (std::string const& file : {quoted, untold, whole}) {
    Sheet const sheet = Sheet::read_cards(decode_file(file, recognise_encoding(file), text), text, Language::en);
    REQUIRE(sheet.size() == 1);
    CHECK(sheet.cell(0, 0) == "王伟");
    CHECK(sheet.problems().empty());
  }
}
