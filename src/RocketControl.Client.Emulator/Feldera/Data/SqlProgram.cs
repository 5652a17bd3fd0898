using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>The tables and views of a program.</summary>
internal sealed record SqlProgram(IReadOnlyList<Relation> Tables, IReadOnlyList<Relation> Views)
{
    public Relation? FindTable(SqlName name) => Tables.FirstOrDefault(table => table.Name.Names(name));

    public Relation? FindView(SqlName name) => Views.FirstOrDefault(view => view.Name.Names(name));

    public Relation? Find(SqlName name) => FindTable(name) ?? FindView(name);

    /// <summary>The member <c>program_info</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["schema"] = new JsonObject { ["inputs"] = ToJson(Tables), ["outputs"] = ToJson(Views) },
        ["udf_stubs"] = "",
        ["input_connectors"] = Connectors(Tables),
        ["output_connectors"] = Connectors(Views),
    };

    private static JsonArray ToJson(IReadOnlyList<Relation> relations) => [.. relations.Select(relation => relation.ToJson())];

    private static JsonObject Connectors(IReadOnlyList<Relation> relations)
    {
        var json = new JsonObject();
        foreach (Relation relation in relations)
        {
            foreach (string connector in relation.Connectors)
                json[$"{relation.Name}.{connector}"] = new JsonObject { ["stream"] = relation.Name.Text };
        }
        return json;
    }
}
