#include "ui/widgets/mention_field.hpp"

#include <imgui_internal.h>

#include <iterator>
#include <utility>

#include "ui/widgets/suggestions.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kLongestName = 40;  ///< bytes behind an @ that may still become a name

/// Only one field is typed into at a time: this is what that one remembers.
struct Mentioning {
  ImGuiID field = 0;             ///< that had the keyboard in the last frame
  std::size_t at = 0, size = 0;  ///< of what follows the @
  bool open = false;             ///< there is somebody to offer
  std::size_t left_at = ~std::size_t{0};  ///< the @ whose list was closed with Escape
  Suggestions list;
};
Mentioning now;

/// Where the caret is, in bytes.
std::size_t caret_of(ImGuiID id, std::size_t size) {
  ImGuiInputTextState* const state = ImGui::GetInputTextState(id);
  return state == nullptr ? size : std::min(static_cast<std::size_t>(state->GetCursorPos()), size);
}

/// The @ that the caret stands behind, if what lies between may become a name.
bool find_at(std::string_view text, std::size_t caret) {
  std::string_view const before = text.substr(0, caret);
  std::size_t const at = before.rfind('@');
  if (at == before.npos || caret - at - 1 > kLongestName) return false;
  // In an address of mail it stands behind a letter.
  bool const address = at > 0 && ((text[at - 1] | 32) >= 'a' && (text[at - 1] | 32) <= 'z');
  if (address || before.find('\n', at) != before.npos) return false;
  now.at = at + 1;
  now.size = caret - now.at;
  return true;
}

void take(std::string& text, std::string_view name, ImGuiID id) {
  std::string const chosen = std::string(name) + " ";
  text.replace(now.at, now.size, chosen);
  ImGuiInputTextState* const state = ImGui::GetInputTextState(id);
  if (state == nullptr) return;
  state->ReloadUserBufAndMoveToEnd();
  state->ReloadSelectionStart = state->ReloadSelectionEnd = static_cast<int>(now.at + chosen.size());
}

/// Keeps the keys of the list from the text while that is drawn: a field of several lines asks for them whoever owns them.
class Withheld {
 public:
  explicit Withheld(bool wanted) : wanted_(wanted) {
    for (std::size_t i = 0; wanted_ && i < std::size(kKeys); ++i) down_[i] = std::exchange(ImGui::GetKeyData(kKeys[i])->Down, false);
  }
  ~Withheld() {
    for (std::size_t i = 0; wanted_ && i < std::size(kKeys); ++i) ImGui::GetKeyData(kKeys[i])->Down = down_[i];
  }
  Withheld(Withheld const&) = delete;
  Withheld& operator=(Withheld const&) = delete;

 private:
  static constexpr ImGuiKey kKeys[] = {ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Tab, ImGuiKey_Escape, ImGuiKey_UpArrow, ImGuiKey_DownArrow};
  bool wanted_;
  bool down_[std::size(kKeys)] = {};
};

/// The list takes these keys before the text does. True when the marked name was chosen.
bool taken_by_key(ImGuiID own) {
  bool taken = false;
  for (ImGuiKey const key : {ImGuiKey_Enter, ImGuiKey_Tab, ImGuiKey_KeypadEnter, ImGuiKey_Escape}) {
    ImGui::SetKeyOwner(key, own);
    if (!ImGui::IsKeyPressed(key, ImGuiInputFlags_None, own)) continue;
    if (key == ImGuiKey_Escape) now.left_at = now.at;
    else taken = true;
  }
  return taken;
}

}  // namespace

TextFieldResult mention_field(std::string_view name, std::string& text, TextFieldOptions options, WhoIsMeant const& who) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return {};
  options.multiline = true;
  ImGui::PushID("mention");
  ImGuiID const own = id_of(name);
  bool const listed = now.field == own && now.open;
  int taken = -1;
  std::span<Suggestion const> found;
  if (listed) {
    found = who(std::string_view(text).substr(now.at, now.size));
    now.list.keys(own, static_cast<int>(found.size()));
    if (taken_by_key(own) && !found.empty()) taken = now.list.marked();
  }
  TextBox box;
  box.states = listed ? a11y::kExpanded : 0u;
  {
    Withheld const keys(listed);
    text_box(name, text, options, box);
  }
  if (listed && now.left_at != now.at && !found.empty()) {
    now.list.begin(name, box.box, own);
    for (int i = 0; i < static_cast<int>(found.size()); ++i) {
      Suggestion const& one = found[static_cast<std::size_t>(i)];
      if (now.list.entry(i, one.name, one.note, Icon::person)) taken = i;
    }
    now.list.end();
  }
  if (taken >= 0) {
    take(text, found[static_cast<std::size_t>(taken)].name, box.id);
    box.result.changed = true;
    now.open = false;
  } else if (box.result.active) {
    if (now.field != own) now = {};
    now.field = own;
    std::size_t const before = now.at;
    bool const behind = find_at(text, caret_of(box.id, text.size()));
    if (!behind || now.at != before || box.result.changed) now.list.mark(0);
    if (!behind) now.left_at = ~std::size_t{0};
    now.open = behind && now.left_at != now.at && !who(std::string_view(text).substr(now.at, now.size)).empty();
  } else if (now.field == own) {
    now = {};
  }
  ImGui::PopID();
  return box.result;
}

}  // namespace saddlebag::ui
