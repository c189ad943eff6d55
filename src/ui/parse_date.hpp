#pragma once
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "locale/keys.hpp"

namespace saddlebag::ui {

/// Reads a day as people of both languages write it, from folded text (base/utf8.hpp): 2026-11-21, 2026年11月21日,
/// 11月21日, 21/11/2026, 20261121, 21 nov 2026, 今天, tomorrow, +3, 3天后, 下周一, next monday. Without a year: the one
/// nearest to today. `d/m` is day first, in Chinese month first; where only the other order is a day, that is meant.
std::optional<Date> read_written_date(std::string_view folded, Date today, Language language);

/// Reads 14:30, 下午3点, 3pm, 9点半: minutes since midnight.
std::optional<int> read_written_time(std::string_view folded);

}  // namespace saddlebag::ui
