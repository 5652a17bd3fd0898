using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>
/// The variables, all named <c>ROCKETRIDE_…</c>, that the server puts in the place of a pipeline's placeholders (RocketRide protocol §3.10, §9.3). Their values are
/// secrets. An open-source server has one set, its own, and its <c>ROCKETRIDE_APIKEY</c> is the key that clients log in with.
/// </summary>
public sealed class RocketRideServerEnvironment
{
    private const string Prefix = "ROCKETRIDE_";

    private readonly RocketRideCaller _caller;

    internal RocketRideServerEnvironment(RocketRideCaller caller) => _caller = caller;

    /// <summary>Lists the names of the variables that the user's pipelines can refer to.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken = default)
    {
        var calls = CallsOf(EnvironmentScope.User);
        var body = await calls.AskAsync(new("env_keys"), cancellationToken).ConfigureAwait(false);
        return body.Member("keys"u8) is { ValueKind: JsonValueKind.Array } ? body.Texts("keys"u8) : throw calls.Malformed("has no list");
    }

    /// <summary>Reads the variables with their values.</summary>
    /// <param name="scope">Whose; null for the user's.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyDictionary<string, string>> GetAsync(EnvironmentScope? scope = null, CancellationToken cancellationToken = default)
    {
        scope ??= EnvironmentScope.User;
        var calls = CallsOf(scope);
        var body = await calls.AskAsync(new("get_env", (scope.IdName, scope.Id)), cancellationToken).ConfigureAwait(false);
        return body.Member("env"u8) is { ValueKind: JsonValueKind.Object } ? body.TextsByName("env"u8) : throw calls.Malformed("has no variables");
    }

    /// <summary>
    /// Puts these variables in the place of <em>all</em> that were there. Read them first and keep what is to stay: on an open-source server leaving
    /// <c>ROCKETRIDE_APIKEY</c> out, or changing it, decides at once who may log in.
    /// </summary>
    /// <param name="variables">The variables; the names begin with <c>ROCKETRIDE_</c>. None removes them all.</param>
    /// <param name="scope">Whose; null for the user's.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunInvalidArgumentException">
    /// A name does not begin with <c>ROCKETRIDE_</c>, so that the server would drop it without a word, or a value is null.
    /// </exception>
    public Task ReplaceAsync(
        IReadOnlyDictionary<string, string> variables, EnvironmentScope? scope = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var copy = variables.ToArray();
        foreach (var (name, value) in copy)
            Require(name, value);
        scope ??= EnvironmentScope.User;
        return CallsOf(scope).TellAsync(new("set_env", (scope.IdName, scope.Id)) { More = Write }, cancellationToken);

        void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject("env"u8);
            foreach (var (name, value) in copy)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }
    }

    private GroupCalls CallsOf(EnvironmentScope scope) => new(_caller, RunOperation.Account, scope.Command);

    /// <summary>The server removes the old set before it looks at the new one, so nothing that it would refuse may reach it.</summary>
    private static void Require(string name, string? value)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            throw Refused($"The server would drop the variable '{name}': its name has to begin with {Prefix}.");
        if (value is null)
            throw Refused($"The variable '{name}' has no value.");
    }

    private static RunInvalidArgumentException Refused(string problem) => new(problem, new RunErrorContext(RunBackend.RocketRide, RunOperation.Account));
}
