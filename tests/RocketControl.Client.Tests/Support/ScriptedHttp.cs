using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Support;

/// <summary>
/// A server that never leaves the process: a test says what it answers to each path. Several answers to the same path are given one after the other, the last of them
/// again and again. It shows no failures of the network; those need a socket.
/// </summary>
internal sealed class ScriptedHttp : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<ReceivedHttp, CancellationToken, Task<HttpResponseMessage>>>> _answers = new();
    private readonly ConcurrentQueue<ReceivedHttp> _received = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _arrivals = new();

    public IReadOnlyList<ReceivedHttp> Received => [.. _received];

    /// <summary>The targets of all requests, in their order: method, path and query.</summary>
    public IReadOnlyList<string> Targets => [.. _received.Select(request => request.Target)];

    /// <summary>Answers with JSON.</summary>
    /// <param name="target">Method and path, for example <c>GET v0/pipelines/p</c>; without a query it fits all.</param>
    /// <param name="json">The body.</param>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The header of that name; null for none.</param>
    public ScriptedHttp On(string target, string json, int status = 200, string? retryAfter = null) =>
        On(target, (_, _) => Task.FromResult(Json(json, status, retryAfter)));

    /// <summary>Answers with anything.</summary>
    public ScriptedHttp On(string target, string body, string? mediaType, int status) => On(target, (_, _) => Task.FromResult(Text(body, mediaType, status)));

    /// <summary>Never answers.</summary>
    public ScriptedHttp OnSilent(string target) => On(target, async (_, token) =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new AssertionException("unreachable");
    });

    public ScriptedHttp On(string target, Func<ReceivedHttp, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.GetOrAdd(target, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>Waits until one more request to that target has come.</summary>
    public Task WhenReceivedAsync(string target) => Arrivals(target).WaitAsync().Soon();

    public int Count(string target) => _received.Count(request => request.Fits(target));

    public static HttpResponseMessage Json(string json, int status = 200, string? retryAfter = null)
    {
        var reply = Text(json, "application/json", status);
        if (retryAfter is not null)
            reply.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return reply;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var received = await ReceivedHttp.ReadAsync(request, cancellationToken);
        SecretWatch.OfSuite.Look(Sighting.Address, "the address of a request", received.Target);
        _received.Enqueue(received);
        var key = _answers.Keys.Where(received.Fits).MaxBy(known => known.Length)
            ?? throw new AssertionException($"The test has no answer to {received.Target}.");
        Arrivals(key).Release();
        var answers = _answers[key];
        var answer = answers.Count > 1 && answers.TryDequeue(out var next) ? next : answers.Last();
        return await answer(received, cancellationToken);
    }

    private static HttpResponseMessage Text(string body, string? mediaType, int status) => new((HttpStatusCode)status)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
        {
            Headers = { ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType) },
        },
    };

    private SemaphoreSlim Arrivals(string target) => _arrivals.GetOrAdd(target, _ => new SemaphoreSlim(0));
}
