#include "ui/widgets/text_box.hpp"

#include <imgui_internal.h>

#include <deque>

#include "base/utf8.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"

namespace saddlebag::ui {
namespace {

int resize(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  auto* const text = static_cast<std::string*>(data->UserData);
  text->resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = text->data();
  return 0;
}

void draw_frame(ImRect const& box, bool active, TextFieldOptions const& options) {
  if (options.bare) return;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  bool const sunken = options.read_only || appearance().dark;
  list->AddRectFilled(box.Min, box.Max, color(sunken ? Color::sunken : Color::surface), kRadiusSmall);
  bool const hovered = ImGui::IsMouseHoveringRect(box.Min, box.Max) && !options.read_only;
  Color const edge = !options.error.empty() ? Color::bad : active ? Color::accent : hovered ? Color::text_faint : Color::border_strong;
  list->AddRect(box.Min, box.Max, color(edge), kRadiusSmall, 0, active ? 1.5f : 1.0f);
  if (active) {
    list->AddRect({box.Min.x - 2, box.Min.y - 2}, {box.Max.x + 2, box.Max.y + 2}, color(options.error.empty() ? Color::accent : Color::bad, 0.2f), kRadiusSmall + 2, 0, 3);
  }
}

/// Makes the field the one that is typed into, in this very frame, so that no key gets lost.
void take_keyboard(ImGuiID id) {
  ImGuiContext& g = *GImGui;
  if (g.ActiveId == id) return;
  g.NavActivateId = id;
  g.NavActivateFlags = ImGuiActivateFlags_PreferInput;
}

/// Goes on where somebody has begun to type before there was a field. ImGui drops what is typed in the frame in which a
/// field gets the keyboard.
void take_typed(std::string& text) {
  ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl || io.KeySuper) return;
  for (ImWchar const c : io.InputQueueCharacters)
    if (c >= ' ' && c != 127) append_utf8(text, c);
  io.InputQueueCharacters.resize(0);
}

/// The field edits a copy of its own while it is active: text that was changed from outside goes into it.
void follow_outside_change(ImGuiID id, std::string const& text) {
  ImGuiInputTextState* const state = GImGui->ActiveId == id ? ImGui::GetInputTextState(id) : nullptr;
  if (state == nullptr || state->WantReloadUserBuf || (state->Flags & ImGuiInputTextFlags_ReadOnly) != 0 || state->TextA.Data == nullptr) return;
  if (std::string_view(state->TextA.Data, static_cast<std::size_t>(state->TextLen)) != text) state->ReloadUserBufAndMoveToEnd();
}

ImGuiInputTextFlags flags_of(TextFieldOptions const& options) {
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize;
  if (options.multiline) flags |= ImGuiInputTextFlags_Multiline;
  if (options.password) flags |= ImGuiInputTextFlags_Password;
  if (options.read_only) flags |= ImGuiInputTextFlags_ReadOnly;
  if (options.search) flags |= ImGuiInputTextFlags_EscapeClearsAll;
  return flags;
}

/// A keyboard that comes up on a phone makes the screen lower: what is typed into stays in sight.
void stay_in_sight(ImRect const& box) {
  static float height = 0;
  static int frame = 0;
  float const now = ImGui::GetIO().DisplaySize.y;
  bool const lower = now < height && frame + 1 >= GImGui->FrameCount;
  height = now;
  frame = GImGui->FrameCount;
  if (!lower) return;
  ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), box, ImGuiScrollFlags_KeepVisibleEdgeY);
  keep_drawing(0.05);
}

TextFieldResult edit(std::string& text, ImRect const& inner, ImGuiID id, TextFieldOptions const& options) {
  ImGuiContext const& g = *GImGui;
  TextFieldResult result;
  bool const was_active = g.ActiveId == id;
  if (options.focus && !was_active) {
    take_keyboard(id);
    if (options.caret_at_end) take_typed(text);
  }
  follow_outside_change(id, text);
  float const inset = options.multiline ? space(2) : std::floor((inner.GetHeight() - font_size(Type::body)) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, inset));
  push_type(Type::body);
  ImGui::GetCurrentWindow()->DC.CursorPos = inner.Min;
  bool const edited = ImGui::InputTextEx("##text", options.hint.empty() ? nullptr : keep_cstr(options.hint), text.data(), static_cast<int>(text.capacity()) + 1,
                                         inner.GetSize(), flags_of(options), resize, &text);
  pop_type();
  ImGui::PopStyleVar();
  result.active = g.ActiveId == id;
  result.changed = edited;
  if (result.active && !was_active && options.caret_at_end) {
    if (ImGuiInputTextState* const state = ImGui::GetInputTextState(id)) state->ReloadUserBufAndMoveToEnd();
  }
  if (was_active && !result.active) {
    bool const escaped = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    bool const entered = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
    result.cancelled = escaped && !options.search;
    result.committed = !escaped && (entered || options.caret_at_end || ImGui::IsItemDeactivatedAfterEdit());
  } else if (ImGui::IsItemDeactivatedAfterEdit()) {
    result.committed = true;  // another item took the keyboard before this one was drawn
  }
  return result;
}

}  // namespace

void draw_label(std::string_view name, bool required) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  float const height = std::round(font_size(Type::caption) * 1.4f);
  ImVec2 const at = window->DC.CursorPos;
  float const room = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  float const width = draw_text(window->DrawList, {at.x, middle(at.y, height, Type::caption)}, name, Type::caption, color(Color::text_muted), room);
  if (required) draw_text(window->DrawList, {at.x + width + space(1), middle(at.y, height, Type::caption)}, "*", Type::caption, color(Color::bad));
  window->DC.CursorPos.y += height + space(1);
}

void draw_error(std::string_view error) {
  if (error.empty()) return;
  gap(1);
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  float const height = std::round(font_size(Type::caption) * 1.4f);
  float const mark = font_size(Type::caption);
  ImVec2 const at = window->DC.CursorPos;
  float const room = std::max(1.0f, ImGui::GetContentRegionAvail().x - mark - space(1));
  draw_icon(window->DrawList, {at.x, middle(at.y, height, Type::caption)}, Icon::error, mark, color(Color::bad));
  draw_text(window->DrawList, {at.x + mark + space(1), middle(at.y, height, Type::caption)}, error, Type::caption, color(Color::bad), room);
  ImGui::ItemSize(ImVec2(0, height));
}

void text_box(std::string_view name, std::string& text, TextFieldOptions const& options, TextBox& box) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  ImGui::PushID(name.data(), name.data() + name.size());
  float const width = options.width > 0 ? options.width : std::max(1.0f, ImGui::GetContentRegionAvail().x);
  if (!options.label) window->DC.CursorPos.y += center_in_row(control_height());
  ImGui::BeginGroup();
  if (options.label) draw_label(name, options.required);
  float const height = options.multiline ? std::max(control_height(), std::round(font_size(Type::body) * (1.5f * static_cast<float>(options.lines) + 0.5f))) : control_height();
  ImVec2 const at = window->DC.CursorPos;
  box.box = ImRect(at, {at.x + width, at.y + height});
  box.id = window->GetID("##text");
  bool const active = GImGui->ActiveId == box.id;
  draw_frame(box.box, active, options);
  float const pad = options.bare ? space(1) : space(2.5f);
  float left = pad;
  if (box.icon != Icon::none) {
    float const size = space(4);
    draw_icon(window->DrawList, {at.x + pad, at.y + std::floor((height - size) / 2)}, box.icon, size, color(Color::text_faint));
    left += size + space(2);
  }
  float const right = box.trailing > 0 ? box.trailing + space(1) : pad;
  ImRect const inner({at.x + left, at.y}, {std::max(at.x + left + 1, box.box.Max.x - right), box.box.Max.y});
  box.behind = ImRect({inner.Max.x, at.y}, box.box.Max);
  box.result = edit(text, inner, box.id, options);
  if (box.result.active) stay_in_sight(box.box);

  a11y::Says says{box.role, name};
  if (!options.password) says.value = text;
  says.note = options.error.empty() ? options.hint : options.error;
  says.states = box.states;
  if (options.required) says.states |= a11y::kRequired;
  if (options.read_only) says.states |= a11y::kReadOnly;
  if (options.multiline) says.states |= a11y::kMultiline;
  if (!options.error.empty()) says.states |= a11y::kInvalid;
  bool const focused = GImGui->NavId == box.id || box.result.active;
  if (focused) says.states |= a11y::kFocused;
  tell(box.id, inner, says);
  if (focused && !box.result.active) draw_focus({.id = box.id, .min = box.box.Min, .max = box.box.Max, .visible = true, .focused = true});

  window->DC.CursorPos = at;
  ImGui::ItemSize(box.box);
  if (!options.error.empty()) {
    window->DC.CursorPos.y = box.box.Max.y;
    draw_error(options.error);
  }
  ImGui::EndGroup();
  ImGui::PopID();
}

Item inner_button(std::string_view id_text, ImRect const& box, Icon icon, std::string_view name, bool expanded) {
  a11y::Says says{a11y::Role::button, name};
  if (expanded) says.states |= a11y::kExpanded;
  Item const it = item_at(id_text, box.Min, box.Max, says);
  if (!it.visible) return it;
  float const size = space(4);
  ImVec2 const center = box.GetCenter();
  draw_icon(ImGui::GetWindowDrawList(), {center.x - size / 2, center.y - size / 2}, icon, size, color(it.hovered ? Color::text : Color::text_faint));
  draw_focus(it, kRadiusSmall);
  return it;
}

Draft& draft_of(ImGuiID id) {
  static std::deque<Draft> drafts;  // its elements stay where they are
  int const frame = GImGui->FrameCount;
  Draft* unused = nullptr;
  for (Draft& draft : drafts) {
    if (draft.id == id && draft.last_frame + 1 >= frame) {
      draft.last_frame = frame;
      return draft;
    }
    if (draft.last_frame + 1 < frame || draft.id == 0) unused = &draft;
  }
  if (unused == nullptr) unused = &drafts.emplace_back();
  *unused = Draft{};
  unused->id = id;
  unused->last_frame = frame;
  return *unused;
}

void field_label_text(std::string_view name, bool required) { draw_label(name, required); }

TextFieldResult text_field(std::string_view name, std::string& text, TextFieldOptions const& options) {
  TextBox box;
  float const button = control_height() - space(1);
  if (options.search) {
    box.role = a11y::Role::searchbox;
    box.icon = Icon::search;
    if (!text.empty()) box.trailing = button;
  }
  text_box(name, text, options, box);
  if (!options.search || box.trailing <= 0) return box.result;
  ImGui::PushID(name.data(), name.data() + name.size());
  ImRect clear = box.behind;
  clear.Min.x = clear.Max.x - button;
  if (inner_button("##clear", clear, Icon::close, tr(Tr::ui_clear_named, name)).pressed) {
    text.clear();
    box.result.changed = true;
    box.result.committed = true;
  }
  ImGui::PopID();
  return box.result;
}

}  // namespace saddlebag::ui
