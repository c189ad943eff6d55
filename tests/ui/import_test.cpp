#include <doctest/doctest.h>

#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

void choose(ui::Stage& stage, std::string name, std::string_view content) {
  port::Files::File file;
  file.name = std::move(name);
  file.bytes = Bytes(content.begin(), content.end());
  std::vector<port::Files::File> files;
  files.push_back(std::move(file));
  stage.import.add(std::move(files), stage.store, stage.preferences, 480);
}

}  // namespace

TEST_CASE("a file of address cards shows its columns, and neither a delimiter nor a row of headers to choose") {
  ui::Stage stage;
  stage.show(draw_import);
  choose(stage, "people.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Wong\nORG:Norwind\nTEL;CELL:+47 900 00 001\nPHOTO:x\nEND:VCARD\n");
  stage.ui.settle();
  CHECK(stage.ui.value(Role::combobox, "Company") == "Customer");
  CHECK(stage.ui.value(Role::combobox, "Mobile") == "Mobile");
  CHECK_FALSE(stage.ui.has(Role::combobox, "Delimiter"));
  CHECK_FALSE(stage.ui.has(Role::checkbox, "First row is the header"));
  CHECK(stage.ui.outline().find("Not taken from the cards: PHOTO") != std::string::npos);
  CHECK(stage.ui.has(Role::button, "Import 1 row"));
  choose(stage, "people.vcf", "name,city\nAda,Oslo\n");
  stage.ui.settle();
  CHECK(stage.ui.outline().find("line 1") != std::string::npos);
  CHECK(stage.ui.is(Role::button, "Import 0 rows", a11y::kDisabled));
  choose(stage, "people.csv", "name,city\nAda,Oslo\n");
  stage.ui.settle();
  stage.ui.click(Role::tab, "people.csv");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::combobox, "Delimiter"));
}
