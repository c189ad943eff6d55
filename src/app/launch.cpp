#include "app/launch.hpp"

#include <algorithm>
#include <charconv>

namespace saddlebag::app {
namespace {

void read_parameter(LaunchOptions& options, std::string_view name, std::string_view value) {
  if (name == "lang") {
    options.language = value.starts_with("zh") ? Language::zh_cn : Language::en;
  } else if (name == "theme") {
    if (value == "dark") options.theme = ui::ThemeMode::dark;
    if (value == "light") options.theme = ui::ThemeMode::light;
    if (value == "contrast") options.theme = ui::ThemeMode::contrast;
  } else if (name == "kiosk") {
    int seconds = 0;
    std::from_chars(value.data(), value.data() + value.size(), seconds);
    options.kiosk = std::clamp(seconds, 0, 3600);
  } else if (name == "demo") {
    std::size_t customers = kDemoCustomers;
    std::from_chars(value.data(), value.data() + value.size(), customers);
    options.demo_customers = std::clamp<std::size_t>(customers, 1, kMostDemoCustomers);
  }
}

}  // namespace

std::string LaunchOptions::database() const { return demo_customers ? "saddlebag-demo" : "saddlebag"; }

LaunchOptions read_launch(Launch const& launch) {
  LaunchOptions options;
  std::string_view rest = launch.search;
  if (rest.starts_with('?')) rest.remove_prefix(1);
  while (!rest.empty()) {
    std::string_view const one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    std::size_t const equals = one.find('=');
    read_parameter(options, one.substr(0, equals), equals == std::string_view::npos ? std::string_view() : one.substr(equals + 1));
  }
  return options;
}

}  // namespace saddlebag::app
