#pragma once
#include <string>
#include <string_view>

namespace saddlebag {

/// Appends the toneless pinyin of every Han character (杭州云帆 -> "hangzhouyunfan"); other text is
/// skipped. Readings of whole words (重庆, 单 as a surname) come first, then the commonest reading.
/// Source of the readings: `assets/pinyin.txt`. The page fetches that file when Han characters are first met; until
/// then they have none. To `initials`, where they are asked for, only the first letter of each syllable ("hzyf").
void append_pinyin(std::string& out, std::string_view text, std::string* initials = nullptr);
[[nodiscard]] bool have_readings();
/// True where they are there; else they are missed from now on.
bool need_readings();
/// True once a reading was needed that is not there because none are.
[[nodiscard]] bool readings_missed();
/// Takes the content of `assets/pinyin.txt`, which has to stay.
void set_readings(std::string_view text);
/// True where the text holds at least one Han character.
bool has_han(std::string_view text);
/// Orders text as people of either language expect: Han characters by pinyin among Latin letters by
/// alphabet, digits first. Appends bytes whose memcmp order is that order.
void append_sort_key(std::string& out, std::string_view text);

}  // namespace saddlebag
