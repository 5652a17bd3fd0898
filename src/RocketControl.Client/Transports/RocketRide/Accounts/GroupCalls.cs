using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>Makes the calls of one command that has subcommands (RocketRide protocol §3.10). What changes something is never sent twice.</summary>
internal sealed class GroupCalls(RocketRideCaller caller, RunOperation operation, string command)
{
    /// <summary>Asks for something.</summary>
    public Task<JsonElement> AskAsync(Subcommand subcommand, CancellationToken cancellationToken) =>
        caller.AskAsync(operation, new DapRequest(command, subcommand.Write), repeatable: true, cancellationToken);

    /// <summary>Changes something and wants an answer with a body.</summary>
    public Task<JsonElement> MakeAsync(Subcommand subcommand, CancellationToken cancellationToken) =>
        caller.AskAsync(operation, new DapRequest(command, subcommand.Write), repeatable: false, cancellationToken);

    /// <summary>Changes something.</summary>
    public Task TellAsync(Subcommand subcommand, CancellationToken cancellationToken) =>
        caller.CallAsync(operation, new DapRequest(command, subcommand.Write), repeatable: false, cancellationToken);

    /// <summary>An answer that lacks what was asked for.</summary>
    public RunProtocolException Malformed(string problem) => new($"The answer to {command} {problem}.", new RunErrorContext(RunBackend.RocketRide, operation));

    /// <summary>The items of a list that the answer has to have.</summary>
    public IReadOnlyList<T> ListOf<T>(JsonElement body, ReadOnlySpan<byte> name, Func<JsonElement, T> read) =>
        body.Member(name) is { ValueKind: JsonValueKind.Array } ? [.. body.Items(name).Select(read)] : throw Malformed("has no list");
}
