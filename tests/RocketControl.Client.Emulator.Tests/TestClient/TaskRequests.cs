using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>The requests about tasks that tests make all the time.</summary>
internal static class TaskRequests
{
    /// <summary>Executes and returns the token.</summary>
    public static async Task<string> ExecuteAsync(this RawClient client, JsonObject pipeline, JsonObject? more = null)
    {
        JsonObject reply = await client.RequestAsync("execute", With(more, ("pipeline", pipeline)));
        return (string?)reply["body"]?["token"] ?? throw new InvalidOperationException($"execute failed: {reply["message"]}");
    }

    public static Task<JsonObject> TokenRequestAsync(this RawClient client, string command, string token) =>
        client.RequestAsync(command, new() { ["token"] = token });

    public static async Task<JsonObject> StatusAsync(this RawClient client, string token) =>
        (await client.TokenRequestAsync("rrext_get_task_status", token))["body"]!.AsObject();

    public static Task<JsonObject> OpenAsync(this RawClient client, string token, string name = "a", string mimeType = "text/plain") =>
        client.RequestAsync("rrext_process", OpenArguments(token, name, mimeType));

    public static JsonObject OpenArguments(string token, string name = "a", string mimeType = "text/plain") => new()
    {
        ["subcommand"] = "open",
        ["object"] = new JsonObject { ["name"] = name },
        ["mimeType"] = mimeType,
        ["token"] = token,
    };

    public static Task<JsonObject> WriteAsync(this RawClient client, string token, int pipe, string text) =>
        client.RequestAsync("rrext_process", PipeArguments("write", token, pipe), Encoding.UTF8.GetBytes(text));

    public static Task<JsonObject> ClosePipeAsync(this RawClient client, string token, int pipe) =>
        client.RequestAsync("rrext_process", PipeArguments("close", token, pipe));

    public static JsonObject PipeArguments(string subcommand, string token, int pipe) => new()
    {
        ["subcommand"] = subcommand,
        ["pipe_id"] = pipe,
        ["token"] = token,
    };

    /// <summary>Subscribes with the catch-up events left in <see cref="RawClient.Events"/>.</summary>
    public static Task<JsonObject> MonitorAsync(this RawClient client, string token, params string[] types) =>
        client.RequestAsync("rrext_monitor", new() { ["token"] = token, ["types"] = new JsonArray([.. types.Select(type => (JsonNode)type)]) });

    private static JsonObject With(JsonObject? more, params (string Name, JsonNode? Value)[] members)
    {
        JsonObject arguments = more ?? [];
        foreach ((string name, JsonNode? value) in members)
            arguments[name] = value;
        return arguments;
    }
}
