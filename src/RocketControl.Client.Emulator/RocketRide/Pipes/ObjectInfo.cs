using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>What an <c>open</c> says about its object (RocketRide protocol §5.1).</summary>
internal sealed record ObjectInfo(string Name, string Path, string ObjectId)
{
    private const string StreamUrl = "null://Stream/";

    private static readonly string[] ReadOnlyMembers = ["path", "metadata", "response", "version"];
    private static readonly string[] TextMembers = ["name", "objectId", "url"];

    /// <exception cref="EngineException">There is no object, or a member may not be set or has a wrong type.</exception>
    public static ObjectInfo Read(JsonNode? value)
    {
        if (value is not JsonObject members)
            throw new EngineException(value is null ? "No object info specified" : "The object info is no object");
        if (ReadOnlyMembers.FirstOrDefault(members.ContainsKey) is { } readOnly)
            throw new EngineException($"The member {readOnly} is read-only");
        if (TextMembers.FirstOrDefault(member => HasWrongType(members, member)) is { } wrong)
            throw new EngineException($"The member {wrong} has a wrong type");
        if (members.TryGetPropertyValue("size", out JsonNode? size) && PythonArguments.TypeName(size) != "int")
            throw new EngineException("The member size has a wrong type");

        string name = members["name"]?.GetValue<string>() ?? Guid.NewGuid().ToString();
        string url = members["url"]?.GetValue<string>() ?? StreamUrl + name;
        return new(name, FolderOf(url), members["objectId"]?.GetValue<string>() ?? NameBasedUuid.OfUrl(url));
    }

    private static bool HasWrongType(JsonObject members, string name) =>
        members.TryGetPropertyValue(name, out JsonNode? value) && value?.GetValueKind() != JsonValueKind.String;

    private static string FolderOf(string url)
    {
        int authority = url.IndexOf("://", StringComparison.Ordinal);
        int path = authority < 0 ? 0 : url.IndexOf('/', authority + 3) + 1;
        int last = url.LastIndexOf('/');
        return last > path ? url[path..last] : "";
    }
}
