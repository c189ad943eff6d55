#include "ui/pictures.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;  // of pixels that are kept, besides those that are being seen

struct Kept {
  Uuid attachment;
  PictureSize size;
  ImTextureData* texture = nullptr;
  bool failed = false;
  int seen = 0;  ///< in which frame, last
};

std::vector<Kept> kept;
std::vector<PictureWish> wishes;
std::vector<ImTextureData*> leaving;  // until the graphics have let go of them

Kept* find(Uuid attachment, PictureSize size) {
  auto const found = std::find_if(kept.begin(), kept.end(), [&](Kept const& each) { return each.attachment == attachment && each.size == size; });
  return found == kept.end() ? nullptr : &*found;
}

void end(ImTextureData* texture) {
  ImGui::UnregisterUserTexture(texture);
  IM_DELETE(texture);
}

void let_go(ImTextureData* texture) {
  if (texture == nullptr) return;
  texture->WantDestroyNextFrame = true;
  texture->UnusedFrames = 1;
  if (texture->Status != ImTextureStatus_Destroyed) texture->SetStatus(ImTextureStatus_WantDestroy);
  leaving.push_back(texture);
}

void forget_those_gone() {
  std::erase_if(leaving, [](ImTextureData* texture) {
    if (texture->Status != ImTextureStatus_Destroyed) return false;
    end(texture);
    return true;
  });
}

std::size_t bytes_kept() {
  std::size_t all = 0;
  for (Kept const& each : kept) all += each.texture != nullptr ? static_cast<std::size_t>(each.texture->GetSizeInBytes()) : 0;
  return all;
}

void make_room() {
  while (bytes_kept() > kMostBytes) {
    auto const oldest = std::min_element(kept.begin(), kept.end(), [](Kept const& a, Kept const& b) {
      return std::pair(a.texture == nullptr, a.seen) < std::pair(b.texture == nullptr, b.seen);
    });
    if (oldest->seen + 1 >= ImGui::GetFrameCount()) return;  // it is being looked at
    let_go(oldest->texture);
    kept.erase(oldest);
  }
}

}  // namespace

SeenPicture see_picture(Uuid attachment, PictureSize size) {
  Kept* known = find(attachment, size);
  if (known == nullptr) {
    kept.push_back({attachment, size});
    known = &kept.back();
    wishes.push_back({attachment, size});
  }
  known->seen = ImGui::GetFrameCount();
  // With the graphics its texture was lost; its pixels were not.
  if (known->texture != nullptr && known->texture->Status == ImTextureStatus_Destroyed) known->texture->SetStatus(ImTextureStatus_WantCreate);
  return {known->texture, known->failed};
}

std::vector<PictureWish> take_picture_wishes() {
  std::reverse(wishes.begin(), wishes.end());
  return std::exchange(wishes, {});
}

void give_picture(PictureWish const& wish, port::Files::Picture const& picture) {
  Kept* const known = find(wish.attachment, wish.size);
  bool const whole = picture.rgba.size() == std::size_t{4} * picture.width * picture.height && !picture.rgba.empty();
  if (known == nullptr || known->texture != nullptr) return;
  if (!whole) return fail_picture(wish);
  known->texture = IM_NEW(ImTextureData)();
  known->texture->Create(ImTextureFormat_RGBA32, static_cast<int>(picture.width), static_cast<int>(picture.height));
  std::memcpy(known->texture->GetPixels(), picture.rgba.data(), picture.rgba.size());
  ImGui::RegisterUserTexture(known->texture);
  forget_those_gone();
  make_room();
}

void fail_picture(PictureWish const& wish) {
  if (Kept* const known = find(wish.attachment, wish.size)) known->failed = true;
}

void drop_pictures() {
  for (Kept const& each : std::exchange(kept, {})) {
    if (each.texture != nullptr) end(each.texture);
  }
  for (ImTextureData* const texture : std::exchange(leaving, {})) end(texture);
  wishes.clear();
}

}  // namespace saddlebag::ui
