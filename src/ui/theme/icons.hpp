#pragma once
#include <span>
#include <string_view>

namespace saddlebag::ui {

/// Icons are glyphs of the private use area, rasterised from these paths by the same loader that draws
/// letters, so they scale, take any colour and cost nothing to download.
enum class Icon : char16_t {
  none = 0,
  today = 0xE001, customers, leads, board, activities, import_, sync, settings, search, plus, close, check, chevron_down,
  chevron_right, chevron_left, chevron_up, sort_up, sort_down, filter, columns, more, undo, redo, trash, edit, copy, download, upload,
  phone, mail, visit, meeting, task, note, clock, calendar, building, person, warning, info, error, cloud, cloud_off, cloud_done,
  sun, moon, globe, menu, star, link, drag, tag, money, product, refresh, pause, play, command, bag, list, group, eye, lock,
  print, share, clip, camera,
  end_
};

struct IconPath {
  Icon icon;
  char const* path;  ///< SVG path data on a 24×24 grid, stroked 1.75 wide with round caps and joins
};
std::span<IconPath const> icon_paths();
/// Its UTF-8, zero-terminated: icons are drawn as text.
char const* glyph(Icon icon);

}  // namespace saddlebag::ui
