#include "ui/theme/theme.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>

#include "ui/headless.hpp"
#include "ui/motion.hpp"
#include "ui/theme/icons.hpp"
#include "ui/widgets/core.hpp"

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

namespace {

constexpr Color kGrounds[] = {Color::canvas, Color::surface, Color::raised, Color::sunken, Color::hover, Color::pressed, Color::selected};
constexpr Tone kTones[] = {Tone::neutral, Tone::info, Tone::good, Tone::warning, Tone::bad, Tone::accent};

struct Pairing {
  Color ink, ground;
};
/// Beyond every ink on every ground: what stands on fills of its own.
constexpr Pairing kPairings[] = {
    {Color::text_on_accent, Color::accent}, {Color::text_on_accent, Color::accent_hover},
    {Color::text, Color::accent_soft},      {Color::text, Color::neutral_soft},
    {Color::text, Color::info_soft},        {Color::text, Color::warning_soft},
    {Color::text, Color::bad_soft},         {Color::text, Color::good_soft},
    {Color::text_muted, Color::neutral_soft}, {Color::text_faint, Color::neutral_soft},
    {Color::bad, Color::bad_soft},          {Color::warning, Color::warning_soft},
    {Color::info, Color::info_soft},        {Color::good, Color::good_soft},
    {Color::accent_text, Color::accent_soft}};

void check_inks(double least) {
  for (Color const ink : {Color::text, Color::text_muted, Color::text_faint, Color::accent_text, Color::good, Color::warning, Color::bad, Color::info})
    for (Color const ground : kGrounds) {
      CAPTURE(static_cast<int>(ink));
      CAPTURE(static_cast<int>(ground));
      CHECK(contrast(color(ink), color(ground)) >= least);
    }
  for (Pairing const& each : kPairings) {
    CAPTURE(static_cast<int>(each.ink));
    CAPTURE(static_cast<int>(each.ground));
    CHECK(contrast(color(each.ink), color(each.ground)) >= least);
  }
  for (Tone const tone : kTones) CHECK(contrast(tone_color(tone), tone_background(tone)) >= least);
  for (unsigned hue = 0; hue < kHues; ++hue) {
    CAPTURE(hue);
    CHECK(contrast(avatar_colors(hue).letters, avatar_colors(hue).ground) >= least);
  }
}

void check_marks(std::initializer_list<Color> marks) {
  for (Color const mark : marks)
    for (Color const ground : {Color::canvas, Color::surface, Color::raised, Color::sunken}) {
      CAPTURE(static_cast<int>(mark));
      CAPTURE(static_cast<int>(ground));
      CHECK(contrast(color(mark), color(ground)) >= 3);
    }
}

}  // namespace

TEST_CASE("text reaches AA on every ground, light and dark, and the ring of the keyboard is seen on each") {
  Headless const ui;
  for (bool const dark : {false, true}) {
    set_appearance({.dark = dark});
    CAPTURE(dark);
    check_inks(4.5);
    check_marks({Color::focus, Color::accent});
  }
}

TEST_CASE("in high contrast text reaches AAA, and lines are as visible as the ring of the keyboard") {
  Headless const ui;
  for (bool const dark : {false, true}) {
    set_appearance({.dark = dark, .contrast = true});
    CAPTURE(dark);
    check_inks(7);
    check_marks({Color::focus, Color::accent, Color::border, Color::border_strong});
  }
}

TEST_CASE("less motion means none: what changes is there at once, and no frame is asked for") {
  Headless ui;
  set_appearance({.reduced_motion = true});
  float value = 0;
  ui.show([&] { value = animate(17, 1); });
  CHECK(value == 1);
  double const before = drawing_until();
  ui.frame();
  CHECK(drawing_until() == before);
  set_appearance({});
}

TEST_CASE("choices that do not fit beside each other go on below") {
  Headless ui(320, 600);
  set_appearance({.text_scale = 2});
  int chosen = 0;
  ui.show([&] { segmented("Theme", chosen, {"As the system", "Light", "Dark", "High contrast"}); });
  a11y::Node const first = ui.get(a11y::Role::radio, "As the system"), last = ui.get(a11y::Role::radio, "High contrast");
  CHECK(last.box.y > first.box.y);
  CHECK(last.box.x + last.box.width <= 320);
  ui.click(a11y::Role::radio, "High contrast");
  CHECK(chosen == 3);
  set_appearance({});
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
