#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

/// How currencies are written; the first line of a currency is how we write it. ISO 4217 letters always work.
struct Sign {
  std::string_view letters;
  std::string_view sign;
};
constexpr Sign kSigns[] = {
    {"CNY", "¥"},    {"USD", "$"},    {"EUR", "€"},      {"GBP", "£"},    {"JPY", "JP¥"},  {"HKD", "HK$"},
    {"TWD", "NT$"},  {"KRW", "₩"},    {"INR", "₹"},      {"SGD", "S$"},   {"AUD", "A$"},   {"CAD", "C$"},
    {"THB", "฿"},    {"VND", "₫"},    {"BRL", "R$"},     {"CNY", "￥"},   {"CNY", "元"},   {"CNY", "块"},
    {"CNY", "rmb"},  {"CNY", "cn¥"},  {"CNY", "人民币"}, {"USD", "us$"},  {"USD", "美元"}, {"EUR", "欧元"},
    {"GBP", "英镑"}, {"JPY", "日元"}, {"JPY", "円"},     {"HKD", "港币"}, {"HKD", "港元"},
};
/// Currencies that have no sign of their own here but are traded in.
constexpr std::string_view kLetters[] = {"CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB",
                                         "TRY", "ILS", "ZAR", "MXN", "NZD", "MYR", "IDR", "PHP",
                                         "AED", "SAR", "KWD", "BHD", "JOD", "OMR", "EGP", "MOP"};

bool same(std::string_view folded, std::string_view written) {
  if (folded.size() != written.size()) return false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char const c = written[i];
    if (folded[i] != (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c)) return false;
  }
  return true;
}

}  // namespace

std::string_view currency_sign(Currency currency) {
  for (Sign const& each : kSigns) {
    if (Currency(each.letters) == currency) return each.sign;
  }
  return keepf("%s ", currency.letters().c_str());
}

Currency currency_written(std::string_view text) {
  for (Sign const& each : kSigns) {
    if (same(text, each.sign) || same(text, each.letters)) return Currency(each.letters);
  }
  for (std::string_view const letters : kLetters) {
    if (same(text, letters)) return Currency(letters);
  }
  return {};
}

}  // namespace saddlebag::ui
