#include "ui/widgets/picture.hpp"

#include "ui/format.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kMostEnlarged = 2;  ///< a small picture stays one

void draw_nothing(ImDrawList* list, ImRect const& box) {
  std::string_view const words = tr(Tr::attachment_no_preview);
  float const side = space(10), middle_x = box.GetCenter().x;
  draw_icon(list, {middle_x - side / 2, box.GetCenter().y - side}, Icon::clip, side, color(Color::text_faint));
  draw_text(list, {middle_x - text_width(words, Type::caption) / 2, box.GetCenter().y + space(3)}, words, Type::caption, color(Color::text_muted));
}

void draw_fitted(ImDrawList* list, ImRect const& box, ImTextureData const& texture) {
  float const w = static_cast<float>(texture.Width), h = static_cast<float>(texture.Height);
  float const scale = std::min({box.GetWidth() / w, box.GetHeight() / h, kMostEnlarged});
  ImVec2 const size{std::round(w * scale), std::round(h * scale)};
  ImVec2 const from{std::round(box.GetCenter().x - size.x / 2), std::round(box.GetCenter().y - size.y / 2)};
  list->AddImageRounded(const_cast<ImTextureData&>(texture).GetTexRef(), from, {from.x + size.x, from.y + size.y}, {0, 0}, {1, 1}, IM_COL32_WHITE, kRadiusSmall);
}

}  // namespace

void draw_thumbnail(ImDrawList* list, ImVec2 at, float side, Uuid attachment, bool is_picture) {
  ImTextureData* const texture = is_picture ? see_picture(attachment, PictureSize::thumbnail).texture : nullptr;
  ImVec2 const to{at.x + side, at.y + side};
  if (texture == nullptr) {
    float const icon = side / 2;
    list->AddRectFilled(at, to, color(Color::accent_soft), kRadiusSmall);
    return draw_icon(list, {at.x + (side - icon) / 2, at.y + (side - icon) / 2}, Icon::clip, icon, color(Color::accent_text));
  }
  float const width = static_cast<float>(texture->Width), height = static_cast<float>(texture->Height), least = std::min(width, height);
  ImVec2 const cut{(1 - least / width) / 2, (1 - least / height) / 2};
  list->AddImageRounded(texture->GetTexRef(), at, to, cut, {1 - cut.x, 1 - cut.y}, IM_COL32_WHITE, kRadiusSmall);
}

void picture(std::string_view name, Uuid attachment, bool is_picture) {
  SeenPicture const seen = is_picture ? see_picture(attachment, PictureSize::whole) : SeenPicture{nullptr, true};
  float const height = seen.failed ? space(36) : std::max(space(36), std::floor(ImGui::GetIO().DisplaySize.y / 2));
  ImVec2 const at = ImGui::GetCursorScreenPos();
  ImRect const box(at, {at.x + ImGui::GetContentRegionAvail().x, at.y + height});
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.Min, box.Max, color(Color::sunken), kRadius);
  if (seen.failed) draw_nothing(list, box);
  if (seen.texture != nullptr) draw_fitted(list, box, *seen.texture);
  a11y::Says says{a11y::Role::img, name};
  if (seen.failed) says.note = tr(Tr::attachment_no_preview);
  else if (seen.texture == nullptr) says.states = a11y::kBusy;
  ImGui::Dummy(box.GetSize());
  tell(ImGui::GetID("picture"), box, says);
}

}  // namespace saddlebag::ui
