using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>The commands that need no task: ping, the public ones and the debugger's greeting (RocketRide protocol §3.1, §3.3, §3.11).</summary>
internal static class SessionCommands
{
    public static void Register(CommandTable table)
    {
        Add(table, "rrext_ping", _ => new CommandReply(new JsonObject { ["pong"] = true }));
        Add(table, "rrext_public_probe", _ => new CommandReply(Probe()));
        Add(table, "rrext_public_catalog", request => new CommandReply(PublicCatalog.List(PythonArguments.Of(request))));
        Add(table, "initialize", _ => new CommandReply(DebuggerCapabilities.Body()));
    }

    /// <summary>The server's version, which is an object.</summary>
    public static JsonObject Version() => new() { ["version"] = "1.1.0.0", ["hash"] = "emulator", ["stamp"] = "2026-05-29T00:00:00Z" };

    private static void Add(CommandTable table, string name, Func<CommandRequest, CommandReply> answer) =>
        table.Add(name, (request, _) => Task.FromResult(answer(request)));

    private static JsonObject Probe() => new()
    {
        ["version"] = Version(),
        ["capabilities"] = new JsonArray("oss"),
        ["platform"] = "linux",
        ["apps"] = new JsonArray(),
    };
}
