using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Transports;

public sealed partial class FelderaTransport
{
    private const string ApiKeys = "v0/api_keys";

    /// <summary>Asks the server what it is. From then on <see cref="Capabilities"/> knows its edition (Feldera protocol §5).</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<FelderaConfiguration> GetConfigurationAsync(CancellationToken cancellationToken = default)
    {
        var configuration = new FelderaConfiguration(
            await _http.CallJsonAsync(FelderaRequest.Get(RunOperation.Probe, "v0/config"), cancellationToken).ConfigureAwait(false));
        _capabilities = configuration.IsEnterprise switch
        {
            true => FelderaCapabilities.Enterprise,
            false => FelderaCapabilities.OpenSource,
            null => FelderaCapabilities.Unknown,
        };
        return configuration;
    }

    /// <summary>Asks whether all services of the server are well. One that is not well answers, too: that is no failure.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<FelderaHealth> GetHealthAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _http.CallJsonAsync(
            FelderaRequest.Get(RunOperation.Probe, "v0/cluster_healthz") with
            {
                IsAnswer = static reply => reply is { Status: HttpStatusCode.ServiceUnavailable, IsJson: true },
            },
            cancellationToken).ConfigureAwait(false);
        return new FelderaHealth(answer);
    }

    /// <summary>Lists the API keys, without their secrets.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<FelderaApiKey>> ListApiKeysAsync(CancellationToken cancellationToken = default) =>
        [.. (await ArrayAsync(FelderaRequest.Get(RunOperation.Account, ApiKeys), cancellationToken).ConfigureAwait(false)).Select(FelderaApiKey.Read)];

    /// <summary>Makes an API key. Its secret is shown this once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="canWrite">True (default): it may do everything with pipelines. False: it may only look.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunConflictException">There is one of that name.</exception>
    public async Task<FelderaNewApiKey> CreateApiKeyAsync(string name, bool canWrite = true, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var answer = await _http.CallJsonAsync(
            FelderaRequest.Post(RunOperation.Account, ApiKeys) with
            {
                Body = () => JsonContent(new JsonObject { ["name"] = name, ["role"] = canWrite ? "write" : "read" }),
                Repetition = FelderaRepetition.IfUnsent,
            },
            cancellationToken).ConfigureAwait(false);
        var secret = answer.Text("api_key"u8) ?? throw new RunProtocolException(
            "The server made a key but did not show it.", new RunErrorContext(RunBackend.Feldera, RunOperation.Account) { OutcomeUnknown = true });
        return new FelderaNewApiKey(answer.Text("id"u8) ?? "", answer.Text("name"u8) ?? name, secret);
    }

    /// <summary>Deletes an API key.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">There is none of that name.</exception>
    public async Task DeleteApiKeyAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        await _http.DeleteAsync(
            new FelderaRequest(RunOperation.Account, HttpMethod.Delete, $"{ApiKeys}/{FelderaPath.Escape(name)}"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes a call of your own, for what has no method here: tenants, trusted issuers, events of the cluster, profiles (Feldera protocol §12). A call that changes
    /// something is not repeated unless it surely did not arrive.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the server's address, with its query and escaped, for example <c>v0/cluster/events</c>.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The answer; of kind <see cref="JsonValueKind.Undefined"/> when there is none, a string when it is no JSON.</returns>
    public async Task<JsonElement> CallAsync(HttpMethod method, string path, JsonNode? body = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path[0] is '/' or '\\' || path.Contains("://", StringComparison.Ordinal))
        {
            throw new RunInvalidArgumentException(
                "The path must be relative, for example v0/cluster/events: the credential goes to this server only.",
                new RunErrorContext(RunBackend.Feldera, RunOperation.Call));
        }
        var text = body?.ToJsonString();
        var reply = await _http.CallAsync(
            new FelderaRequest(RunOperation.Call, method, path)
            {
                Body = text is null ? null : () => new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
                Repetition = method == HttpMethod.Get ? FelderaRepetition.Always : FelderaRepetition.IfUnsent,
            },
            cancellationToken).ConfigureAwait(false);
        return FelderaAnswers.Read(reply);
    }
}
