#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
load helpers

# The small survey with two ministries: a and b of one, c of the other.
small_network() {
    small_survey "$1"
    sed -i 's/^id,name$/id,name,dep/; s/^\([ab],.*\)/\1,X/; s/^\(c,.*\)/\1,Y/' "$1/register.csv"
    sed -i 's/$/,/; 1s/,$/,Source/' "$1/indices.csv"
    echo 'department,Ministry,,,,Group,dep' >> "$1/indices.csv"
    printf 'from,to\na,b\na,c\nc,a\n' > "$1/cooperation.csv"
}

value() {
    grep -F "$1," out/2024/figures.csv | head -1 | cut -d, -f3
}

@test "ties become figures, sheets and a file for other programs" {
    small_network s
    run --separate-stderr "$MOGNAD" run s --lang en
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$(value 2024,network/ties)" = 3 ]
    [ "$(value 2024,network/density)" = 0.5 ]
    [ "$(value '2024,network/ei/department')" = 0.33333333333333331 ]
    [ "$(value '2024,network/in_degree|unit=a')" = 1 ]
    unzip -p out/2024/report.xlsx xl/workbook.xml | grep -q 'name="Co-operation network"'
    unzip -p out/2024/report.xlsx xl/workbook.xml | grep -q 'name="Agencies in the network"'
    jq -e '.resources[] | select(.path == "network.graphml") | .bytes > 0' out/2024/datapackage.json
}

@test "network.graphml is read back by other programs, and says what the figures say" {
    small_network s
    "$MOGNAD" run -q s
    xmllint --noout out/2024/network.graphml
    python3 - <<'END'
import csv, xml.etree.ElementTree as xml
space = "{http://graphml.graphdrawing.org/xmlns}"
root = xml.parse("out/2024/network.graphml").getroot()
names = {key.get("id"): key.get("attr.name") for key in root.iter(space + "key")}
nodes = {node.get("id"): {names[d.get("key")]: d.text for d in node} for node in root.iter(space + "node")}
edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(space + "edge")]
figures = {row["id"]: row["value"] for row in csv.DictReader(open("out/2024/figures.csv"))}
assert len(nodes) == 3 and len(edges) == 3
for id, node in nodes.items():
    named = sum(target == id for _, target in edges)
    across = sum(nodes[target]["department"] != node["department"] for source, target in edges if source == id)
    assert float(node["network.in_degree"]) == named == float(figures["network/in_degree|unit=" + node["key"]])
    assert float(node["network.across"]) == across
    assert node["answered"] == "true" and float(node["SHARING"]) >= 0
END
    cp out/2024/network.graphml before.graphml
    LC_ALL=sv_SE.UTF-8 TZ=Asia/Tokyo "$MOGNAD" run -q s --threads 7
    cmp before.graphml out/2024/network.graphml
}

@test "networkx finds the same agencies in the middle of 2022" {
    python3 -c 'import networkx' 2> /dev/null || skip "networkx is not installed"
    "$MOGNAD" run -q "$MOGNAD_SOURCE/surveys/2022" --replicates 2 --no-workbook
    python3 - <<'END'
import networkx
graph = networkx.read_graphml("out/2022/network.graphml")
between = networkx.betweenness_centrality(graph)
seen = {node: data["network.betweenness"] for node, data in graph.nodes(data=True)
        if "network.betweenness" in data}
assert len(seen) == 174
assert all(abs(between[node] - value) < 1e-12 for node, value in seen.items())
END
}

@test "a tie that cannot be taken is rejected with its place, and the run goes on" {
    small_network s
    printf 'b,d\nb,b\n' >> s/cooperation.csv
    run "$MOGNAD" check s
    [ "$status" -eq 1 ]
    [[ "$output" == *"s/cooperation.csv:5:2: error: 'd' is no unit of the frame"* ]]
    [[ "$output" == *"s/cooperation.csv:6:2: error: 'b' is said to co-operate with itself"* ]]
    "$MOGNAD" run -q s
    [ "$(tail -n +2 out/2024/rejects.csv | cut -d, -f1,2,5)" = "$(printf 'cooperation.csv,5,unknown_unit\ncooperation.csv,6,self_tie')" ]
    [ "$(value 2024,network/ties)" = 3 ]
}

@test "without ties there is nothing of it" {
    small_survey s
    "$MOGNAD" run -q s
    [ ! -e out/2024/network.graphml ]
    ! grep -q network/ out/2024/figures.csv
}

@test "verify turns red on one tie that changed, and names the file" {
    small_network s
    "$MOGNAD" verify -q s --accept --reason "as reported"
    "$MOGNAD" verify -q s
    sed -i 's/^a,c$/b,c/' s/cooperation.csv
    run --separate-stderr "$MOGNAD" verify s
    [ "$status" -eq 1 ]
    [[ "${lines[1]}" == *"cooperation.csv changed"* ]]
    [[ "$output" == *"network/out_degree|unit=b"* ]]
    run --separate-stderr "$MOGNAD" verify s --json
    jq -e '.[0].differences | length > 0 and all(.cause == "input")
           and all(.id | startswith("network/"))' <<< "$output"
}
