#include "exchange/vcard.hpp"

#include "exchange/support.hpp"
#include "store/history.hpp"
#include "support/print_store.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

namespace {

/// The cards of a text, with what was told about the properties of all of them.
struct Read {
  explicit Read(std::string_view text) : content(text), reader(content, decoder) {
    for (Card card; reader.next(card);) cards.push_back(std::move(card));
  }
  std::string_view operator[](CardField field) {
    REQUIRE(cards.size() == 1);
    return cards[0][field];
  }
  std::string content;
  Utf8Only decoder;
  CardReader reader;
  std::vector<Card> cards;
};

/// One card with these lines.
Read card(std::string const& lines) { return Read("BEGIN:VCARD\r\nVERSION:3.0\r\n" + lines + "\r\nEND:VCARD\r\n"); }

constexpr std::string_view kPeople =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Wong;Ada;;;\r\nFN:Ada Wong\r\nORG:Norwind;Purchasing\r\nTITLE:Head of Purchasing\r\n"
    "TEL;TYPE=CELL,VOICE:+47 900 00 001\r\nTEL;TYPE=WORK:+47 22 00 00 01\r\nEMAIL;TYPE=INTERNET:ada@norwind.example\r\n"
    "BDAY:1984-03-09\r\nNOTE:Met at the fair\\, hall 3\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg\r\n ABAQ==\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王伟\r\nORG:杭州云帆;销售部\r\nTEL;TYPE=CELL:13800000001\r\nX-WECHAT:wangwei\r\nEND:VCARD\r\n";

std::vector<std::pair<std::uint32_t, Tr>> told(std::vector<RowProblem> const& problems) {
  std::vector<std::pair<std::uint32_t, Tr>> out;
  for (RowProblem const& problem : problems) out.emplace_back(problem.line, problem.reason);
  return out;
}

using Told = std::vector<std::pair<std::uint32_t, Tr>>;

}  // namespace

TEST_CASE("address cards become contacts and their companies, by one transaction that undo takes back") {
  Fixture f;
  History history(f.store);
  std::string const before = print(f.store, false);
  ImportPlan plan = f.plan();
  plan.add("people.vcf", bytes_of(kPeople));
  CHECK(plan.file(0).cards);
  CHECK(plan.file(0).kind == Kind::contact);
  ImportReport const report = f.run(plan);
  CHECK(report.kinds.at(Kind::contact).created == 2);
  CHECK(report.kinds.at(Kind::customer).referenced == 2);
  CHECK(report.custom_fields.empty());
  Contact const& ada = f.get<Contact>("Ada Wong");
  CHECK(f.store.title(Kind::customer, ada.customer.uuid) == "Norwind");
  CHECK(ada.department.view() == "Purchasing");
  CHECK(ada.title.view() == "Head of Purchasing");
  CHECK(ada.mobile.view() == "+47 900 00 001");
  CHECK(ada.phone.view() == "+47 22 00 00 01");
  CHECK(ada.email.view() == "ada@norwind.example");
  CHECK(to_iso(ada.birthday) == "1984-03-09");
  CHECK(ada.description.view() == "Met at the fair, hall 3");
  Contact const& wei = f.get<Contact>("王伟");
  CHECK(wei.wechat.view() == "wangwei");
  CHECK(wei.department.view() == "销售部");
  REQUIRE(history.undo());
  CHECK(print(f.store, false) == before);
}

TEST_CASE("a card's columns are called as the fields are, in either language, and only where a card fills them") {
  for (Language const language : {Language::en, Language::zh_cn}) {
    Fixture f;
    ImportPlan plan = f.plan(language);
    plan.add("people.vcf", bytes_of(kPeople));
    ImportFile const& file = plan.file(0);
    std::vector<std::string> fields;
    for (ImportColumn const& column : file.columns) {
      CHECK(column.target.use == ColumnTarget::Use::field);
      fields.push_back(column.target.field);
    }
    CHECK(fields == std::vector<std::string>{"name", "customer", "email", "mobile", "phone", "wechat", "title", "department",
                                             "birthday", "description"});
    CHECK(file.columns[0].header == (language == Language::en ? "Name" : "姓名"));
  }
}

TEST_CASE("cards are known by what they begin with, whatever the file is called, and by the file's name") {
  CHECK(is_vcard("people.txt", "\r\n begin:vcard\r\nVERSION:3.0"));
  CHECK(is_vcard("PEOPLE.VCF", "name,city"));
  CHECK_FALSE(is_vcard("people.csv", "name,city\nBEGIN:VCARD,x"));
}

TEST_CASE("what is not taken from cards is told once, and what says nothing about a person is not") {
  Fixture f;
  ImportPlan plan = f.plan();
  plan.add("people.vcf", bytes_of(std::string(kPeople) + "BEGIN:VCARD\nVERSION:4.0\nUID:1\nREV:2\nFN:Bo\nPHOTO:x\nX-Foo:y\nGENDER:\nEND:VCARD\n"));
  std::vector<RowProblem> const& problems = plan.file(0).sheet.problems();
  REQUIRE(told(problems) == Told{{12, Tr::import_problem_card_fields}});
  CHECK(problems[0].args[0] == "PHOTO, X-Foo");
  CHECK(problems[0].kept);
}

TEST_CASE("a name without a whole form is put together as its language does") {
  CHECK(card("N:Wong;Ada;Mae;Dr.;MBA")[CardField::parts] == "Dr. Ada Mae Wong MBA");
  CHECK(card("N:王;小明;;;")[CardField::parts] == "王小明");
  CHECK(card("N:김;민준;;;")[CardField::parts] == "김민준");
  CHECK(card("N:O\\;Hara;\\\"S\\,")[CardField::parts] == "\\\"S, O;Hara");
  Fixture f;
  f.import("a.vcf", "BEGIN:VCARD\nN:王;小明;;;\nEND:VCARD\nBEGIN:VCARD\nN:Wong;Ada\nFN:\nEND:VCARD\n");
  CHECK(f.get<Contact>("王小明").customer.uuid.empty());
  f.get<Contact>("Ada Wong");
}

TEST_CASE("a card without a name is called by what is known of it, and one that knows nothing is reported") {
  Fixture f;
  ImportReport const report = f.import("a.vcf",
                                       "BEGIN:VCARD\nORG:Norwind\nEND:VCARD\nBEGIN:VCARD\nTEL:+1 555 0100\nEND:VCARD\n"
                                       "BEGIN:VCARD\nNOTE:who is this\nEND:VCARD\nBEGIN:VCARD\nEMAIL:x@y.example\nEND:VCARD\n");
  CHECK(f.get<Contact>("Norwind").mobile.empty());
  CHECK(f.get<Contact>("+1 555 0100").phone.view() == "+1 555 0100");
  CHECK(f.get<Contact>("x@y.example").email.view() == "x@y.example");
  CHECK(report.kinds.at(Kind::contact).created == 3);
  CHECK(report.kinds.at(Kind::contact).refused == 1);
  REQUIRE(told(report.problems) == Told{{7, Tr::import_problem_card_empty}});
  CHECK_FALSE(report.problems[0].kept);
  CHECK(report.problems[0].source == "BEGIN:VCARD\nNOTE:who is this\nEND:VCARD");
}

TEST_CASE("folded lines are put together, with CRLF, LF or CR") {
  for (std::string const line_break : {"\r\n", "\n", "\r"}) {
    CAPTURE(line_break.size());
    std::string text = "BEGIN:VCARD|VERSION:3.0|FN:Ada| Wong|NOTE:one |  two|\tthree|END:VCARD|";
    for (auto at = text.find('|'); at != std::string::npos; at = text.find('|')) text.replace(at, 1, line_break);
    Read read(text);
    CHECK(read[CardField::name] == "AdaWong");
    CHECK(read[CardField::description] == "one  twothree");
    CHECK_FALSE(read.cards[0].cut_off);
  }
  CHECK(Read("BEGIN:VCARD\nVERSION:2.1\nFN:Ada\n Wong\nEND:VCARD\n")[CardField::name] == "Ada Wong");
}

TEST_CASE("quoted-printable text is read over its soft line breaks") {
  Read read("BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=\r\n=8B=E4=BC=9F\r\n"
            "NOTE;QUOTED-PRINTABLE:a=3Db=0D=0Ac=\r\n d=ZZ=\r\nEND:VCARD\r\n");
  CHECK(read[CardField::name] == "王伟");
  CHECK(read[CardField::description] == "a=b\nc d=ZZ=");
  CHECK_FALSE(read.cards[0].cut_off);
  Read latin("BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ren=E9 F\nEND:VCARD\n");
  CHECK(latin[CardField::name] == "Ren\xEF\xBF\xBD F");
  CHECK(latin.cards[0].garbled);
}

TEST_CASE("escapes are taken out once") {
  CHECK(card("NOTE:a\\nb\\Nc\\, d\\; e\\\\n \\x \\")[CardField::description] == "a\nb\nc, d; e\\n \\x \\");
  Read read = card("ORG:A\\;B\\, Inc.;R\\\\D;;North");
  CHECK(read[CardField::company] == "A;B, Inc.");
  CHECK(read[CardField::department] == "R\\D North");
}

TEST_CASE("groups, bare parameters, quoted ones and names in any case are understood") {
  Read read("begin:vcard\nversion:2.1\nItem1.fn:Ada\nTel;Cell;Voice:1\nitem2.TEL;work:2\nitem2.X-ABLabel:_$!<Work>!$_\n"
            "ADR;LABEL=\"12: High St\";home:;;12 High St;Oslo;;0150;Norway\nend:vcard\n");
  CHECK(read[CardField::name] == "Ada");
  CHECK(read[CardField::mobile] == "1");
  CHECK(read[CardField::phone] == "2");
  CHECK(read[CardField::address] == "12 High St, Oslo, 0150, Norway");
  CHECK(read.reader.dropped().empty());
  CHECK(card("ADR:;;文三路 1 号;杭州;浙江;310012;中国")[CardField::address] == "中国 浙江 杭州 文三路 1 号 310012");
}

TEST_CASE("the preferred address wins, and the others stay in the description") {
  Read read = card("EMAIL:first@x\nEMAIL;TYPE=PREF:best@x\nitem1.EMAIL:third@x\nTEL;VALUE=uri;PREF=1:tel:+1-5\nTEL;PREF=2:6\nTEL;TYPE=FAX:7\nNOTE:hello");
  CHECK(read[CardField::email] == "best@x");
  CHECK(read[CardField::phone] == "+1-5");
  CHECK(read[CardField::description] == "EMAIL: first@x\nEMAIL: third@x\nTEL: 6\nFAX: 7\nhello");
}

TEST_CASE("WeChat is found under any of the names that it goes by") {
  CHECK(card("X-WECHAT:ada")[CardField::wechat] == "ada");
  CHECK(card("X-Weixin-Id:ada")[CardField::wechat] == "ada");
  CHECK(card("IMPP:weixin:ada")[CardField::wechat] == "ada");
  CHECK(card("IMPP;X-SERVICE-TYPE=WeChat;type=HOME:x-apple:ada")[CardField::wechat] == "ada");
  Read other = card("IMPP:xmpp:ada@x");
  CHECK(other[CardField::wechat].empty());
  CHECK(other.reader.dropped() == "IMPP");
}

TEST_CASE("birthdays are taken where they have a year, and told in the description where they have none") {
  for (std::string const form : {"19900131", "1990-01-31", "1990-01-31T00:00:00Z", "19900131T000000"}) {
    CHECK(card("BDAY:" + form)[CardField::birthday] == "1990-01-31");
  }
  for (std::string const form : {"--0131", "--01-31", "1604-01-31", "about 1990"}) {
    Read read = card("BDAY;VALUE=date:" + form);
    CHECK(read[CardField::birthday].empty());
    CHECK(read[CardField::description] == "BDAY: " + form);
  }
}

TEST_CASE("lines that are no property go on in the description, unless they belong to what is not taken") {
  Read read = card("NOTE:first\nsecond, he said: so\nPHOTO;ENCODING=BASE64:AAAA\nBBBB==\n\nFN:Ada\nthird");
  CHECK(read[CardField::description] == "first\nsecond, he said: so\nthird");
  CHECK(read.reader.dropped() == "PHOTO");
}

TEST_CASE("a card that breaks off is imported as far as it goes, and told") {
  Fixture f;
  ImportReport const report =
      f.import("a.vcf", "BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nEND:VCARD\n\n\nBEGIN:VCARD\nFN:Three\nTEL;CELL:12");
  CHECK(told(report.problems) == Told{{1, Tr::import_problem_card_cut_off}, {8, Tr::import_problem_card_cut_off}});
  CHECK(report.kinds.at(Kind::contact).created == 3);
  CHECK(f.get<Contact>("Three").mobile.view() == "12");
}

TEST_CASE("what stands outside of cards is told with its line, also where no card is at all") {
  Fixture f;
  ImportPlan plan = f.plan();
  plan.add("a.vcf", bytes_of("\nFN:Nobody\nTEL:1\nEND:VCARD\n"));
  REQUIRE(plan.file(0).usable());
  CHECK(plan.rows() == 0);
  CHECK(told(plan.file(0).sheet.problems()) == Told{{2, Tr::import_problem_outside_card}});
  plan.add("a.vcf", bytes_of("BEGIN:VCARD\nFN:One\nEND:VCARD\nFN:Two\nEND:VCARD\nBEGIN:VCARD\nFN:Three\nEND:VCARD\nrest"));
  CHECK(plan.rows() == 2);
  CHECK(told(plan.file(0).sheet.problems()) == Told{{4, Tr::import_problem_outside_card}, {9, Tr::import_problem_outside_card}});
}

TEST_CASE("cards cut at any byte, or with a byte changed, never break the import and lose no card before it") {
  std::string const whole(kPeople);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    Read read(repair_utf8(std::string_view(whole).substr(0, size)));
    std::size_t complete = 0;
    for (Card const& card : read.cards) complete += !card.cut_off && !card.stray;
    CHECK(complete == (size >= whole.size() - 2 ? 2u : size >= whole.find("END") + 9 ? 1u : 0u));
  }
  std::uint64_t const seed = fresh_seed();
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int round = 0; round < 60; ++round) {
    std::string text = whole;
    for (int i = 0; i < 4; ++i) text[random.below(text.size())] = ":;\\=\"\r\n B\xE7"[random.below(10)];
    Fixture f;
    f.import("a.vcf", text);
  }
}

TEST_CASE("cards that were imported once change nothing the second time") {
  Fixture f;
  f.import("people.vcf", kPeople);
  std::string const before = print(f.store, false);
  ImportReport const again = f.import("people.vcf", kPeople);
  CHECK(again.kinds.at(Kind::contact).unchanged == 2);
  CHECK(print(f.store, false) == before);
}
