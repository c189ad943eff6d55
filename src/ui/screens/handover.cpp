#include "ui/format.hpp"
#include "ui/screens/protection.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

bool saving = false;
NewPassphrase of_new_file;
std::string of_file;

void draw_save(Frame const& frame) {
  if (!begin_dialog(tr(Tr::handover_save), saving)) {
    if (!saving) of_new_file = {};
    return;
  }
  paragraph(tr(Tr::handover_save_hint));
  gap(3);
  bool const ready = draw_new_passphrase(Tr::protection_passphrase, of_new_file);
  gap(4);
  if (button(tr(Tr::ui_save), {.style = ButtonStyle::primary, .enabled = ready})) {
    frame.commands.send(SaveHandover{of_new_file.first});
    saving = false;
  }
  same_row();
  if (button(tr(Tr::ui_cancel))) saving = false;
  end_dialog();
}

}  // namespace

void draw_handover(Frame const& frame, float width) {
  gap(4);
  begin_card("handover", {.name = tr(Tr::handover_title), .width = width});
  paragraph(tr(Tr::handover_hint));
  gap(3);
  if (button(tr(Tr::handover_save), {.icon = Icon::download})) saving = true;
  same_row();
  if (button(tr(Tr::handover_open), {.icon = Icon::upload})) frame.commands.send(PickFiles{});
  end_card();
  draw_save(frame);
}

void draw_open_handover(Frame const& frame) {
  bool open = frame.handover_waits;
  if (!begin_dialog(tr(Tr::handover_open), open)) {
    if (frame.handover_waits && !open) frame.commands.send(OpenHandover{});
    return;
  }
  paragraph(tr(Tr::handover_open_hint));
  gap(3);
  text_field(tr(Tr::protection_passphrase), of_file, {.password = true});
  gap(4);
  bool asked = button(tr(Tr::handover_merge), {.style = ButtonStyle::primary, .enabled = !of_file.empty()});
  same_row();
  bool const cancelled = button(tr(Tr::ui_cancel)) || !open;
  if (asked || cancelled) {
    frame.commands.send(OpenHandover{asked ? of_file : std::string()});
    of_file.clear();
  }
  end_dialog();
}

}  // namespace saddlebag::ui
