#pragma once
#include <imgui.h>

#include <vector>

#include "base/id.hpp"
#include "platform/ports.hpp"

namespace saddlebag::ui {

// Pictures of attachments, as textures. Whoever draws one asks for it; between frames somebody who can read and decode its
// content gives it. What was not seen for longest is let go of, so that a long look through many photos stays small.

/// How large a picture has to be.
enum class PictureSize : std::uint8_t { thumbnail, whole };
/// Pixels of the longer side, at most.
constexpr std::uint32_t pixels_of(PictureSize size) { return size == PictureSize::thumbnail ? 128 : 2048; }

struct SeenPicture {
  ImTextureData* texture = nullptr;  ///< null: not there (yet)
  bool failed = false;               ///< it will not come either
};
/// What there is to draw of it in this frame.
SeenPicture see_picture(Uuid attachment, PictureSize size);

struct PictureWish {
  Uuid attachment;
  PictureSize size;
};
/// Those that were asked for and are not on their way yet, the last one first; empty where there is none.
std::vector<PictureWish> take_picture_wishes();
void give_picture(PictureWish const& wish, port::Files::Picture const& picture);
/// Its content is not here or is no picture.
void fail_picture(PictureWish const& wish);
/// Lets go of all, before the context of the interface ends.
void drop_pictures();

}  // namespace saddlebag::ui
