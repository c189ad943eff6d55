#include "platform/web/renderer.hpp"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace saddlebag::web {
namespace {

// `scale_and_offset` is the same for all vertices, but no uniform: to ask where that lies would wait until all is linked.
constexpr GLuint kScaleAndOffset = 3;
constexpr char kVertexShader[] = R"(#version 300 es
precision highp float;
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 color;
layout(location = 3) in vec4 scale_and_offset;
out vec2 at;
out vec4 tint;
void main() {
  at = uv;
  tint = color;
  gl_Position = vec4(position * scale_and_offset.xy + scale_and_offset.zw, 0.0, 1.0);
})";

constexpr char kFragmentShader[] = R"(#version 300 es
precision mediump float;
uniform sampler2D image;
in vec2 at;
in vec4 tint;
out vec4 result;
void main() { result = tint * texture(image, at); })";

GLuint compile(GLenum kind, char const* source) {
  GLuint const shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

void create_texture(ImTextureData& texture) {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  for (GLenum const filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
    glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  }
  for (GLenum const wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) {
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, texture.Width, texture.Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               texture.GetPixels());
  texture.SetTexID(name);
  texture.SetStatus(ImTextureStatus_OK);
}

void update_texture(ImTextureData& texture) {
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.TexID));
  glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
  for (ImTextureRect const& part : texture.Updates) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                    texture.GetPixelsAt(part.x, part.y));
  }
  texture.SetStatus(ImTextureStatus_OK);
}

void forget_texture(ImTextureData& texture) {
  texture.SetTexID(ImTextureID_Invalid);
  texture.SetStatus(ImTextureStatus_Destroyed);
}

void follow(ImTextureData& texture) {
  if (texture.Status == ImTextureStatus_WantCreate) create_texture(texture);
  if (texture.Status == ImTextureStatus_WantUpdates) update_texture(texture);
  if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
    GLuint const name = static_cast<GLuint>(texture.TexID);
    glDeleteTextures(1, &name);
    forget_texture(texture);
  }
}

/// With a fractional device pixel ratio, ImGui's whole CSS pixels lie between device pixels and letters would blur.
/// Whatever is drawn texel by texel is moved onto the nearest device pixel. Shapes are left alone.
void snap_glyphs(ImDrawList& list, ImVec2 scale) {
  ImTextureData const& atlas = *ImGui::GetIO().Fonts->TexData;
  ImVec2 const texels(static_cast<float>(atlas.Width), static_cast<float>(atlas.Height));
  auto const close = [](float a, float b) { return std::abs(a - b) < 0.01f; };
  for (int i = 0; i + 3 < list.VtxBuffer.Size;) {
    ImDrawVert* const quad = &list.VtxBuffer.Data[i];
    ImDrawVert const &a = quad[0], &b = quad[2];
    float const width = (b.uv.x - a.uv.x) * texels.x, height = (b.uv.y - a.uv.y) * texels.y;
    bool const upright = quad[1].pos.x == b.pos.x && quad[1].pos.y == a.pos.y && quad[3].pos.x == a.pos.x;
    if (!upright || width < 1 || height < 1 || !close((b.pos.x - a.pos.x) * scale.x, width) ||
        !close((b.pos.y - a.pos.y) * scale.y, height)) {
      ++i;
      continue;
    }
    float const dx = std::round(a.pos.x * scale.x) / scale.x - a.pos.x;
    float const dy = std::round(a.pos.y * scale.y) / scale.y - a.pos.y;
    for (int corner = 0; corner < 4; ++corner) {
      quad[corner].pos.x += dx;
      quad[corner].pos.y += dy;
    }
    i += 4;
  }
}

}  // namespace

void Renderer::announce() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendRendererName = "saddlebag";
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
}

void Renderer::create() {
  program_ = glCreateProgram();
  glAttachShader(program_, compile(GL_VERTEX_SHADER, kVertexShader));
  glAttachShader(program_, compile(GL_FRAGMENT_SHADER, kFragmentShader));
  glLinkProgram(program_);

  glGenVertexArrays(1, &layout_);
  glGenBuffers(1, &vertices_);
  glGenBuffers(1, &indices_);
  glBindVertexArray(layout_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
  for (GLuint attribute = 0; attribute < 3; ++attribute) glEnableVertexAttribArray(attribute);

  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glEnable(GL_SCISSOR_TEST);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
}

void Renderer::lost() {
  program_ = vertices_ = indices_ = layout_ = 0;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->TexID != ImTextureID_Invalid) forget_texture(*texture);
  }
}

void Renderer::prepare(ImDrawData const& data, int device_width, int device_height) const {
  ImVec4 const back = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
  glViewport(0, 0, device_width, device_height);
  glScissor(0, 0, device_width, device_height);
  glClearColor(back.x, back.y, back.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glUseProgram(program_);
  // From CSS pixels, y down, to the clip space, y up.
  float const x = 2 / data.DisplaySize.x, y = -2 / data.DisplaySize.y;
  glVertexAttrib4f(kScaleAndOffset, x, y, -1 - data.DisplayPos.x * x, 1 - data.DisplayPos.y * y);
}

void Renderer::use_vertices_from(std::uint32_t first) const {
  auto const at = [&](std::size_t offset) {
    return reinterpret_cast<void const*>(first * sizeof(ImDrawVert) + offset);
  };
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, col)));
}

void Renderer::draw(ImDrawData& data, int device_width, int device_height) {
  if (data.Textures) {
    for (ImTextureData* texture : *data.Textures) follow(*texture);
  }
  prepare(data, device_width, device_height);
  bool const fractional = data.FramebufferScale.x != std::floor(data.FramebufferScale.x);
  for (ImDrawList* list : data.CmdLists) {
    if (fractional) snap_glyphs(*list, data.FramebufferScale);
    draw(*list, data, device_height);
  }
}

void Renderer::draw(ImDrawList const& list, ImDrawData const& data, int device_height) const {
  glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data, GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data, GL_STREAM_DRAW);
  std::uint32_t first_vertex = 0;
  use_vertices_from(0);
  for (ImDrawCmd const& command : list.CmdBuffer) {
    if (command.UserCallback) {
      if (command.UserCallback != ImDrawCallback_ResetRenderState) command.UserCallback(&list, &command);
      continue;
    }
    auto const scaled = [](float v, float origin, float scale) { return static_cast<int>((v - origin) * scale + 0.5f); };
    ImVec2 const scale = data.FramebufferScale;
    int const left = std::max(0, scaled(command.ClipRect.x, data.DisplayPos.x, scale.x));
    int const top = std::max(0, scaled(command.ClipRect.y, data.DisplayPos.y, scale.y));
    int const right = scaled(command.ClipRect.z, data.DisplayPos.x, scale.x);
    int const bottom = std::min(device_height, scaled(command.ClipRect.w, data.DisplayPos.y, scale.y));
    if (right <= left || bottom <= top) continue;
    glScissor(left, device_height - bottom, right - left, bottom - top);
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
    if (command.VtxOffset != first_vertex) use_vertices_from(first_vertex = command.VtxOffset);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount),
                   sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
                   reinterpret_cast<void const*>(command.IdxOffset * sizeof(ImDrawIdx)));
  }
}

}  // namespace saddlebag::web
