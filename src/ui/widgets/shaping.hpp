#pragma once
#include <cstdint>
#include <string_view>

namespace saddlebag::ui {

/// Dear ImGui draws one character after the other from left to right. That is right for Latin and Chinese, but not for what is
/// one picture of several characters (a family emoji, a letter with combining marks, a Devanagari word) nor for what is written
/// from right to left. Here such a sequence becomes one private character, which the font loader lets the browser
/// draw as a whole; the words of a right-to-left run stand in the order in which they are seen. Only for drawing and measuring:
/// editing and assistive technology have the text itself.

/// The text as it is to be drawn: `text` itself where nothing has to be done, else valid until the next call.
[[nodiscard]] std::string_view shaped(std::string_view text);

/// Private characters that stand for sequences: behind the icons, because Dear ImGui keeps tables as long as the highest code.
constexpr char32_t kFirstSequence = 0xe800, kLastSequence = 0xf8ff;

/// What the browser is to draw for a private character; empty: nothing stands behind it.
[[nodiscard]] std::string_view sequence_of(char32_t private_character);

}  // namespace saddlebag::ui
