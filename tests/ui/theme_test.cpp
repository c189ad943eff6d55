#include "ui/theme/theme.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>

#include "ui/headless.hpp"
#include "ui/theme/icons.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;

namespace {

double luminance(ImU32 colour) {
  auto const part = [colour](int shift) {
    double const c = ((colour >> shift) & 255) / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(IM_COL32_R_SHIFT) + 0.7152 * part(IM_COL32_G_SHIFT) + 0.0722 * part(IM_COL32_B_SHIFT);
}

/// Contrast by WCAG 2.2, 1..21.
double contrast(ImU32 a, ImU32 b) {
  double const x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

TEST_CASE("text is readable on every ground, light and dark") {
  Headless const ui;
  for (bool const dark : {false, true}) {
    set_appearance({.dark = dark});
    CAPTURE(dark);
    for (Color const ink : {Color::text, Color::text_muted, Color::text_faint, Color::accent_text})
      for (Color const ground : {Color::canvas, Color::surface, Color::raised, Color::sunken, Color::hover, Color::selected}) {
        CAPTURE(static_cast<int>(ink));
        CAPTURE(static_cast<int>(ground));
        CHECK(contrast(color(ink), color(ground)) >= 4.5);
      }
    CHECK(contrast(color(Color::text_on_accent), color(Color::accent)) >= 4.5);
    CHECK(contrast(color(Color::text_on_accent), color(Color::accent_hover)) >= 4.5);
    for (Tone const tone : {Tone::neutral, Tone::info, Tone::good, Tone::warning, Tone::bad, Tone::accent}) {
      CAPTURE(static_cast<int>(tone));
      CHECK(contrast(tone_color(tone), tone_background(tone)) >= 4.5);
      CHECK(contrast(tone_color(tone), color(Color::surface)) >= 4.5);
    }
    CHECK(contrast(color(Color::focus), color(Color::surface)) >= 3);
  }
}

TEST_CASE("sizes follow the text scale and the finger") {
  Headless const ui;
  set_appearance({.text_scale = 1.5f});
  CHECK(font_size(Type::body) == 21);
  CHECK(control_height() == 48);
  set_appearance({.touch = true});
  CHECK(control_height() == 40);
  CHECK(row_height() == 48);
}

TEST_CASE("every icon has a path of its own that begins with a move") {
  std::set<std::string> paths;
  for (IconPath const& each : icon_paths()) {
    std::string const path = each.path;
    CHECK(path.starts_with("M"));
    CHECK(path.find_first_not_of("MmLlHhVvCcSsQqTtAaZz0123456789.- ,") == std::string::npos);
    CHECK(paths.insert(path).second);
  }
  CHECK(std::string(glyph(Icon::today)) == "\xEE\x80\x81");
  CHECK(std::string(glyph(Icon::none)).empty());
}
