#include "ui/theme/icons.hpp"

#include <array>
#include <cstddef>

namespace saddlebag::ui {
namespace {

// Drawn on 24×24 with two units of air around. One line each.
constexpr IconPath kIcons[] = {
    {Icon::today, "M3 18.5h18M6.5 14.5a5.5 5.5 0 0 1 11 0M12 3v3M4.2 7.7l2 2M19.8 7.7l-2 2M2.5 14.5h1M20.5 14.5h1"},
    {Icon::customers, "M4 21V5a1.5 1.5 0 0 1 1.5-1.5h7A1.5 1.5 0 0 1 14 5v16M14 10h4.5A1.5 1.5 0 0 1 20 11.5V21M2.5 21h19M7.5 7.5h3M7.5 11.5h3M7.5 15.5h3M17 14v0M17 17.5v0"},
    {Icon::leads, "M3 4.5h18l-7 8.5v6l-4 2v-8z"},
    {Icon::board, "M4.5 3.5h4v17h-4zM10.5 3.5h4v11h-4zM16.5 3.5h4v14h-4z"},
    {Icon::activities, "M3 12h4l3-8.5l4.5 17L17.5 12H21"},
    {Icon::import_, "M12 3v12M7.5 10.5L12 15l4.5-4.5M4 15v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4"},
    {Icon::sync, "M3.5 12a8.5 8.5 0 0 1 14.6-5.9L21 9M21 4v5h-5M20.5 12a8.5 8.5 0 0 1-14.6 5.9L3 15M3 20v-5h5"},
    {Icon::settings, "M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4a2 2 0 1 0 0-4M9 15a2 2 0 1 0 0 4a2 2 0 1 0 0-4"},
    {Icon::search, "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.3 15.3L20.5 20.5"},
    {Icon::plus, "M12 5v14M5 12h14"},
    {Icon::close, "M6 6l12 12M18 6L6 18"},
    {Icon::check, "M4.5 12.5l5 5L19.5 7"},
    {Icon::chevron_down, "M6 9.5l6 6l6-6"},
    {Icon::chevron_right, "M9.5 6l6 6l-6 6"},
    {Icon::chevron_left, "M14.5 6l-6 6l6 6"},
    {Icon::chevron_up, "M6 14.5l6-6l6 6"},
    {Icon::sort_up, "M12 19.5V5M6.5 10.5L12 5l5.5 5.5"},
    {Icon::sort_down, "M12 4.5V19M6.5 13.5L12 19l5.5-5.5"},
    {Icon::filter, "M3.5 6.5h17M7 12h10M10.5 17.5h3"},
    {Icon::columns, "M5 4h14a1.5 1.5 0 0 1 1.5 1.5v13A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 5 4M9.2 4v16M14.8 4v16"},
    {Icon::more, "M5.5 11.3a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4M12 11.3a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4M18.5 11.3a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4"},
    {Icon::undo, "M8.5 5L4 9.5L8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3"},
    {Icon::redo, "M15.5 5L20 9.5L15.5 14M20 9.5H10a5.5 5.5 0 0 0 0 11h3"},
    {Icon::trash, "M4 6.5h16M9 6.5V4.5a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2M6 6.5l.8 12.6A1.5 1.5 0 0 0 8.3 20.5h7.4a1.5 1.5 0 0 0 1.5-1.4L18 6.5M10 10.5v6M14 10.5v6"},
    {Icon::edit, "M15.5 4.5l4 4L8 20l-4.8.8L4 16zM13 7l4 4"},
    {Icon::copy, "M9.5 8.5h9a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 8 19v-9a1.5 1.5 0 0 1 1.5-1.5M5 15.5A1.5 1.5 0 0 1 3.5 14V5A1.5 1.5 0 0 1 5 3.5h9A1.5 1.5 0 0 1 15.5 5"},
    {Icon::download, "M12 3.5v12M6.5 10L12 15.5L17.5 10M4 20.5h16"},
    {Icon::upload, "M12 15.5v-12M6.5 9L12 3.5L17.5 9M4 20.5h16"},
    {Icon::phone, "M5 3.5h3.5l2 5L8 10.3a12.5 12.5 0 0 0 5.7 5.7l1.8-2.5l5 2V19a1.5 1.5 0 0 1-1.5 1.5A15.5 15.5 0 0 1 3.5 5A1.5 1.5 0 0 1 5 3.5"},
    {Icon::mail, "M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5M3.5 7l8.5 6.5L20.5 7"},
    {Icon::visit, "M12 21.5s7-6.3 7-11.5a7 7 0 0 0-14 0c0 5.2 7 11.5 7 11.5M12 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5"},
    {Icon::meeting, "M9 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M2.5 20v-1A4.5 4.5 0 0 1 7 14.5h4a4.5 4.5 0 0 1 4.5 4.5v1M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.7a4.5 4.5 0 0 1 3.5 4.3v1"},
    {Icon::task, "M8.5 11.5l3 3L21 5M20 11.5V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19V6a1.5 1.5 0 0 1 1.5-1.5H15"},
    {Icon::note, "M14 3.5H6A1.5 1.5 0 0 0 4.5 5v14A1.5 1.5 0 0 0 6 20.5h12a1.5 1.5 0 0 0 1.5-1.5V9zM14 3.5V9h5.5M8.5 13h7M8.5 16.5h5"},
    {Icon::clock, "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 7v5l3.5 2"},
    {Icon::calendar, "M5 5h14a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V6.5A1.5 1.5 0 0 1 5 5M3.5 10h17M8 3v4M16 3v4"},
    {Icon::building, "M6.5 3.5h11A1.5 1.5 0 0 1 19 5v15.5H5V5a1.5 1.5 0 0 1 1.5-1.5M9 8h.01M15 8h.01M9 12h.01M15 12h.01M10 20.5V16.5h4v4"},
    {Icon::person, "M12 3.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5v-1A5 5 0 0 1 9.5 14.5h5a5 5 0 0 1 5 5v1"},
    {Icon::warning, "M12 3.5L2.5 20h19zM12 9.5v5M12 17.3v.01"},
    {Icon::info, "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 11v5.5M12 7.7v.01"},
    {Icon::error, "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 7.5v5.5M12 16.3v.01"},
    {Icon::cloud, "M7 19h10.5a4.5 4.5 0 0 0 .5-9A6.5 6.5 0 0 0 5.8 11.3A4 4 0 0 0 7 19"},
    {Icon::cloud_off, "M9.5 5.6A6.5 6.5 0 0 1 18 10a4.5 4.5 0 0 1 2.8 7.5M17 19H7a4 4 0 0 1-1.2-7.7A6.5 6.5 0 0 1 6.3 9M3.5 3.5l17 17"},
    {Icon::cloud_done, "M7 19h10.5a4.5 4.5 0 0 0 .5-9A6.5 6.5 0 0 0 5.8 11.3A4 4 0 0 0 7 19M9 13.5l2.2 2.2L15 11.5"},
    {Icon::sun, "M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M12 2.5v1.5M12 20v1.5M2.5 12H4M20 12h1.5M5.3 5.3l1 1M17.7 17.7l1 1M5.3 18.7l1-1M17.7 6.3l1-1"},
    {Icon::moon, "M20 14.5A8.5 8.5 0 1 1 9.5 4a6.7 6.7 0 0 0 10.5 10.5"},
    {Icon::globe, "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"},
    {Icon::menu, "M4 6.5h16M4 12h16M4 17.5h16"},
    {Icon::star, "M12 3.5l2.6 5.5l6 .8l-4.4 4.2l1.1 6L12 17.1L6.7 20l1.1-6L3.4 9.8l6-.8z"},
    {Icon::link, "M10 14a4.2 4.2 0 0 0 6 0l3.2-3.2a4.2 4.2 0 0 0-6-6L12 6M14 10a4.2 4.2 0 0 0-6 0l-3.2 3.2a4.2 4.2 0 0 0 6 6L12 18"},
    {Icon::drag, "M9 4.8a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4M9 11.3a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4M9 17.8a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4M15 4.8a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4M15 11.3a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4M15 17.8a.7 .7 0 1 0 0 1.4a.7 .7 0 1 0 0-1.4"},
    {Icon::tag, "M3.5 4.5v7L12.7 20.7a1.5 1.5 0 0 0 2.1 0l5.9-5.9a1.5 1.5 0 0 0 0-2.1L11.5 3.5h-7a1 1 0 0 0-1 1M7.7 7.7v.01"},
    {Icon::money, "M6 4l6 7.5L18 4M12 11.5V20.5M7 12h10M7 16h10"},
    {Icon::product, "M12 3l8.5 4.5v9L12 21l-8.5-4.5v-9zM3.5 7.5L12 12l8.5-4.5M12 12v9"},
    {Icon::refresh, "M20 12a8 8 0 1 1-2.4-5.7L20 8.5M20 3.5v5h-5"},
    {Icon::pause, "M8 5v14M16 5v14"},
    {Icon::play, "M7 4.5v15l12-7.5z"},
    {Icon::command, "M9 9h6v6H9zM9 9V6.5A2.5 2.5 0 1 0 6.5 9H9M15 9V6.5A2.5 2.5 0 1 1 17.5 9H15M15 15v2.5a2.5 2.5 0 1 0 2.5-2.5H15M9 15v2.5A2.5 2.5 0 1 1 6.5 15H9"},
    {Icon::bag, "M4.5 11v7.5A2 2 0 0 0 6.5 20.5h11a2 2 0 0 0 2-2V11M3 8.5a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v1c0 2.5-4 4.5-9 4.5S3 12 3 9.5zM10.5 12.5h3v3.5h-3z"},
    {Icon::list, "M8.5 6h12M8.5 12h12M8.5 18h12M4 6h.01M4 12h.01M4 18h.01"},
    {Icon::group, "M4.5 4h6v6h-6zM4.5 14h6v6h-6zM14.5 5.5h6M14.5 8.5h4M14.5 15.5h6M14.5 18.5h4"},
    {Icon::eye, "M2.5 12S6 5.5 12 5.5S21.5 12 21.5 12S18 18.5 12 18.5S2.5 12 2.5 12M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6"},
    {Icon::lock, "M6 11h12a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 19v-6.5A1.5 1.5 0 0 1 6 11M8 11V7.5a4 4 0 0 1 8 0V11"},
    {Icon::print, "M7 8V3.5h10V8M7 17H5a1.5 1.5 0 0 1-1.5-1.5v-6A1.5 1.5 0 0 1 5 8h14a1.5 1.5 0 0 1 1.5 1.5v6A1.5 1.5 0 0 1 19 17h-2M7 14h10v6.5H7zM17 11h.01"},
    {Icon::share, "M12 15V3.5M8 7.5L12 3.5L16 7.5M7.5 11H6a1 1 0 0 0-1 1v7.5a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V12a1 1 0 0 0-1-1h-1.5"},
    {Icon::clip, "M20.5 11.5l-8.3 8.3a5.2 5.2 0 0 1-7.4-7.4l8.6-8.5a3.5 3.5 0 0 1 5 5l-8.5 8.5a1.7 1.7 0 0 1-2.5-2.5l7.7-7.7"},
    {Icon::camera, "M8.5 6.5L10 4h4l1.5 2.5H19A1.5 1.5 0 0 1 20.5 8v10.5A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5V8A1.5 1.5 0 0 1 5 6.5zM12 9.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7"},
};
constexpr char16_t kFirst = static_cast<char16_t>(Icon::today);
constexpr std::size_t kCount = static_cast<std::size_t>(Icon::end_) - kFirst;
constexpr bool in_order() {
  for (std::size_t i = 0; i < kCount; ++i)
    if (static_cast<std::size_t>(kIcons[i].icon) != kFirst + i) return false;
  return true;
}
static_assert(std::size(kIcons) == kCount && in_order(), "one path per icon, in the order of the code points");

using Glyph = std::array<char, 4>;
constexpr auto kGlyphs = [] {
  std::array<Glyph, kCount> all{};
  for (std::size_t i = 0; i < kCount; ++i) {
    unsigned const code = kFirst + static_cast<unsigned>(i);
    all[i] = {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63)), 0};
  }
  return all;
}();

}  // namespace

std::span<IconPath const> icon_paths() { return kIcons; }

char const* glyph(Icon icon) {
  auto const at = static_cast<std::size_t>(icon) - kFirst;
  return icon == Icon::none || at >= kCount ? "" : kGlyphs[at].data();
}

}  // namespace saddlebag::ui
