# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIN=schema.sql -DOUT=schema.sql.h -DNAME=schema_sql -P embed.cmake
# Writes a text file as a C array: bytes, since a string literal has a portable limit of 4095.
file(READ "${IN}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1, " bytes "${bytes}")
file(WRITE "${OUT}" "static const char ${NAME}[] = {${bytes}0};\n")
