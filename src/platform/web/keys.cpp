#include "platform/web/keys.hpp"

#include <cstdlib>
#include <string>

namespace saddlebag::web {
namespace {

struct Named {
  std::string_view code;
  ImGuiKey key;
};

constexpr Named kNamed[] = {
    {"Tab", ImGuiKey_Tab},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"PageUp", ImGuiKey_PageUp},
    {"PageDown", ImGuiKey_PageDown},
    {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End},
    {"Insert", ImGuiKey_Insert},
    {"Delete", ImGuiKey_Delete},
    {"Backspace", ImGuiKey_Backspace},
    {"Space", ImGuiKey_Space},
    {"Enter", ImGuiKey_Enter},
    {"Escape", ImGuiKey_Escape},
    {"Quote", ImGuiKey_Apostrophe},
    {"Comma", ImGuiKey_Comma},
    {"Minus", ImGuiKey_Minus},
    {"Period", ImGuiKey_Period},
    {"Slash", ImGuiKey_Slash},
    {"Semicolon", ImGuiKey_Semicolon},
    {"Equal", ImGuiKey_Equal},
    {"BracketLeft", ImGuiKey_LeftBracket},
    {"Backslash", ImGuiKey_Backslash},
    {"BracketRight", ImGuiKey_RightBracket},
    {"Backquote", ImGuiKey_GraveAccent},
    {"ControlLeft", ImGuiKey_LeftCtrl},
    {"ControlRight", ImGuiKey_RightCtrl},
    {"ShiftLeft", ImGuiKey_LeftShift},
    {"ShiftRight", ImGuiKey_RightShift},
    {"AltLeft", ImGuiKey_LeftAlt},
    {"AltRight", ImGuiKey_RightAlt},
    {"MetaLeft", ImGuiKey_LeftSuper},
    {"MetaRight", ImGuiKey_RightSuper},
    {"ContextMenu", ImGuiKey_Menu},
    {"NumpadDecimal", ImGuiKey_KeypadDecimal},
    {"NumpadDivide", ImGuiKey_KeypadDivide},
    {"NumpadMultiply", ImGuiKey_KeypadMultiply},
    {"NumpadSubtract", ImGuiKey_KeypadSubtract},
    {"NumpadAdd", ImGuiKey_KeypadAdd},
    {"NumpadEnter", ImGuiKey_KeypadEnter},
};

ImGuiKey named(std::string_view code) {
  for (Named const& each : kNamed) {
    if (each.code == code) return each.key;
  }
  return ImGuiKey_None;
}

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

ImGuiKey letter_or_digit(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<ImGuiKey>(ImGuiKey_A + (c - 'a'));
  if (c >= 'A' && c <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (c - 'A'));
  if (c >= '0' && c <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (c - '0'));
  return ImGuiKey_None;
}

}  // namespace

ImGuiKey key_of(std::string_view code, std::string_view key) {
  bool const keypad = starts(code, "Numpad");
  if (key.size() == 1 && !keypad) {
    if (ImGuiKey const found = letter_or_digit(key[0])) return found;
  }
  // On a keypad without Num Lock, `key` names what the key does.
  if (keypad && key.size() > 1) {
    if (ImGuiKey const found = named(key == "Enter" ? code : key)) return found;
  }
  if (keypad && code.size() == 7 && code[6] >= '0' && code[6] <= '9') {
    return static_cast<ImGuiKey>(ImGuiKey_Keypad0 + (code[6] - '0'));
  }
  if (starts(code, "Key") && code.size() == 4) return letter_or_digit(code[3]);
  if (starts(code, "Digit") && code.size() == 6) return letter_or_digit(code[5]);
  if (code.size() >= 2 && code.size() <= 3 && code[0] == 'F') {
    int const number = std::atoi(std::string(code.substr(1)).c_str());
    if (number >= 1 && number <= 24) return static_cast<ImGuiKey>(ImGuiKey_F1 + (number - 1));
  }
  if (ImGuiKey const found = named(code)) return found;
  return named(key);  // keyboards of phones tell no code
}

}  // namespace saddlebag::web
