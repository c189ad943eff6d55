#pragma once
#include <imgui.h>

#include <cstdint>

namespace saddlebag::web {

/// Draws ImGui's draw lists with WebGL2. Not the stock backend: that one asks for some twenty pieces of GL state a
/// frame, to put them back for others, and in a browser each question waits for the GPU process (25 ms a frame were
/// measured). Here nobody else draws, so nothing is asked.
class Renderer {
 public:
  /// Tells ImGui what can be drawn; before fonts are added.
  static void announce();
  /// With the context current, for the first time or after it was restored. Waits for nothing.
  void create();
  /// The context is gone, and with it every name in it; ImGui uploads its textures again.
  void lost();
  void draw(ImDrawData& data, int device_width, int device_height);

 private:
  void prepare(ImDrawData const& data, int device_width, int device_height) const;
  void draw(ImDrawList const& list, ImDrawData const& data, int device_height) const;
  void use_vertices_from(std::uint32_t first) const;

  std::uint32_t program_ = 0, vertices_ = 0, indices_ = 0, layout_ = 0;
};

}  // namespace saddlebag::web
