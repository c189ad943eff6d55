// A file of address cards that somebody drops on the window, imported as it is recognised.
#include "exchange/vcard.hpp"

#include "base/utf8.hpp"
#include "exchange/import.hpp"
#include "fuzz/fuzz.hpp"
#include "store/builtin.hpp"

using namespace saddlebag;

namespace {

std::vector<Card> read(std::string_view text) {
  fuzz::Utf8Only decoder;
  CardReader reader(text, decoder);
  std::vector<Card> cards;
  for (Card card; reader.next(card);) cards.push_back(card);
  return cards;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == ',' || c == ';' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else out += c;
  }
  return out;
}

std::string written(Card& card) {
  std::string out = "BEGIN:VCARD\nVERSION:3.0\nN:;" + escaped(card[CardField::parts]) + "\n";
  std::pair<char const*, CardField> const lines[] = {
      {"FN:", CardField::name},         {"EMAIL:", CardField::email},     {"TEL;CELL:", CardField::mobile}, {"TEL:", CardField::phone},
      {"X-WECHAT:", CardField::wechat}, {"TITLE:", CardField::title},     {"BDAY:", CardField::birthday},   {"ADR:", CardField::address},
      {"URL:", CardField::website},     {"CATEGORIES:", CardField::tags}, {"NOTE:", CardField::description}};
  for (auto const& [begin, field] : lines) out += begin + escaped(card[field]) + "\n";
  return out + "ORG:" + escaped(card[CardField::company]) + ";" + escaped(card[CardField::department]) + "\nEND:VCARD\n";
}

/// Every card, written anew, is read as what it was; between them they account for the whole text.
void read_and_write(std::string_view text) {
  std::vector<Card> cards = read(text);
  std::size_t at = 0;
  for (Card& card : cards) {
    FUZZ_CLAIM(!card.source.empty());
    std::size_t const from = static_cast<std::size_t>(card.source.data() - text.data());
    FUZZ_CLAIM(from >= at && trim(text.substr(at, from - at)).empty());
    at = from + card.source.size();
    for (std::string const& value : card.values) FUZZ_CLAIM(valid_utf8(value));
    if (card.stray) continue;
    std::string const copy = written(card);
    std::vector<Card> const again = read(copy);
    FUZZ_CLAIM(again.size() == 1 && !again[0].cut_off && !again[0].garbled);
    for (std::size_t i = 0; i < kCardFields; ++i) FUZZ_CLAIM(again[0].values[i] == card.values[i]);
  }
  FUZZ_CLAIM(trim(text.substr(at)).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  read_and_write(repair_utf8(fuzz::text_of(data, size)));
  Store store;
  SeededRandom random(7);
  store.identify({{}, 1, [] { return Instant{1'700'000'000'000}; }});
  store.set_random([&] { return random.next(); });
  FUZZ_CLAIM(store.apply(built_in_records()));
  fuzz::Utf8Only text;
  ImportPlan plan(store, text, {Currency("CNY"), 480, Language::zh_cn});
  plan.add("file.vcf", Bytes(data, data + size));
  for (int round = 0; round < 2; ++round) {  // the second time there is nothing to create
    ImportRun run(plan, store);
    auto report = run.finish(store);
    FUZZ_CLAIM(report);
    if (round == 0) continue;
    FUZZ_CLAIM(report->kinds[Kind::contact].created == 0);
    FUZZ_CLAIM(report->kinds[Kind::customer].referenced == 0);
  }
  (void)sync_test::everything(store);
  return 0;
}
