using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Tests.Http;

[TestFixture]
internal sealed class HttpExchangeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _time = new();
    private ScriptedHttp _server = null!;
    private HttpExchange _exchange = null!;

    [SetUp]
    public void Open()
    {
        _server = new ScriptedHttp();
        _exchange = new HttpExchange(Watched.Feldera with { MaxMessageBytes = 64, TimeProvider = _time }, new Uri("http://server.test/base/"), _server);
    }

    [TearDown]
    public void Close()
    {
        _exchange.Dispose();
        _server.Dispose();
    }

    [TestCase("7", 7)]
    [TestCase("86400", 60)]
    [TestCase("Sat, 14 Mar 2026 09:00:20 GMT", 20)]
    [TestCase("Sat, 14 Mar 2026 08:00:00 GMT", 0)]
    public async Task The_pause_that_a_server_asks_for_is_read_and_bounded(string header, int seconds)
    {
        var path = $"pause{Uri.EscapeDataString(header)}";
        _server.On($"GET base/{path}", "{}", 503, header);

        var reply = await SendAsync(path).Soon();

        Assert.That(reply.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task A_stream_that_falls_silent_ends_after_the_idle_time()
    {
        var source = new System.IO.Pipelines.Pipe();
        _server.On("GET base/stream", (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(source.Reader.AsStream()) }));
        await using var reply = await OpenAsync("stream", Limit);
        await source.Writer.WriteAsync("abc"u8.ToArray());
        var buffer = new byte[10];
        Assert.That(await reply.Body!.ReadAsync(buffer).Soon(), Is.EqualTo(3));

        var silent = reply.Body.ReadAsync(buffer);
        await _time.PassAsync(Limit);

        var exception = await silent.AsTask().FailureAsync<RunTimeoutException>();
        Assert.That(exception.OutcomeUnknown, "as when it is cut");
        Assert.That(exception.Timeout, Is.EqualTo(Limit));
    }

    [Test]
    public async Task A_connection_that_is_reset_while_it_is_made_is_none()
    {
        _server.On("GET base/reset", (_, _) => throw new SocketException((int)SocketError.NotConnected));

        var exception = await SendAsync("reset").FailureAsync<RunConnectionFailedException>();
        Assert.That(exception.OutcomeUnknown, Is.False);
    }

    [Test]
    public async Task A_server_without_TLS_is_told_as_that()
    {
        _server.On("GET base/plain", (_, _) => throw new HttpRequestException(
            HttpRequestError.SecureConnectionError, "No TLS.", new AuthenticationException("A corrupted frame was received.")));

        var exception = await SendAsync("plain").FailureAsync<RunConnectionFailedException>();
        Assert.That(exception.Message, Does.Contain("A corrupted frame was received. Check that the server speaks TLS there."));
    }

    [Test]
    public async Task A_stream_that_is_cancelled_tells_the_callers_token()
    {
        _server.On("GET base/endless", (_, _) => Task.FromResult(
            new HttpResponseMessage { Content = new StreamContent(new System.IO.Pipelines.Pipe().Reader.AsStream()) }));
        await using var reply = await OpenAsync("endless", null);
        using var cancelled = new CancellationTokenSource();

        var reading = reply.Body!.ReadAsync(new byte[1], cancelled.Token);
        await cancelled.CancelAsync();

        var exception = await reading.AsTask().FailureAsync<OperationCanceledException>();
        Assert.That(exception.CancellationToken, Is.EqualTo(cancelled.Token));
    }

    [Test]
    public async Task A_refusal_of_a_stream_comes_with_its_whole_body()
    {
        _server.On("GET base/refused", """{"error_code":"X"}""", 404);

        await using var reply = await OpenAsync("refused", Limit);

        Assert.That(reply.Body, Is.Null);
        Assert.That(reply.Head.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(Encoding.UTF8.GetString(reply.Head.Body.Span), Is.EqualTo("""{"error_code":"X"}"""));
    }

    [Test]
    public async Task An_answer_that_is_too_long_is_not_read_to_its_end()
    {
        _server.On("GET base/long", new string('x', 65), "text/plain", 200);

        await SendAsync("long").FailureAsync<RunProtocolException>();
    }

    [Test]
    public async Task A_silent_server_is_given_up_at_the_deadline()
    {
        _server.OnSilent("GET base/silent");

        var call = SendAsync("silent");
        await _time.PassAsync(Limit);

        Assert.That((await call.FailureAsync<RunTimeoutException>()).OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_connection_that_breaks_because_the_deadline_passed_counts_as_the_deadline()
    {
        _server.On("GET base/cut", async (_, token) =>
        {
            using var cut = new SemaphoreSlim(0);
            try
            {
                await cut.WaitAsync(token);
            }
            catch (OperationCanceledException exception)
            {
                throw new HttpRequestException("The connection was cut.", exception);
            }
            throw new AssertionException("unreachable");
        });

        var call = SendAsync("cut");
        await _time.PassAsync(Limit);

        Assert.That((await call.FailureAsync<RunTimeoutException>()).Timeout, Is.EqualTo(Limit));
    }

    [TestCase(0)]
    [TestCase(60)]
    [TestCase(1_000_000_000_000)]
    public async Task An_answer_is_read_whole_whatever_length_it_claims(long claimed)
    {
        var text = new string('x', 60);
        _server.On("GET base/claims", (_, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new StreamContent(new OneByteStream(text)) { Headers = { ContentLength = claimed } },
        }));

        var reply = await SendAsync("claims").Soon();

        Assert.That(Encoding.UTF8.GetString(reply.Body.Span), Is.EqualTo(text));
    }

    [TestCase("application/json", "application/json", true)]
    [TestCase("Application/JSON", "application/json", true)]
    [TestCase("application/problem+json; charset=utf-8", "application/problem+json", true)]
    [TestCase("text/html", "text/html", false)]
    [TestCase("nonsense", "", false)]
    [TestCase(null, "", false)]
    public async Task The_type_of_an_answer_is_told_without_case_and_parameters(string? header, string type, bool isJson)
    {
        var response = new HttpResponseMessage { Content = new ByteArrayContent([]) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", header);
        _server.On("GET base/typed", (_, _) => Task.FromResult(response));

        var reply = await SendAsync("typed").Soon();

        Assert.That((reply.MediaType, reply.IsJson), Is.EqualTo((type, isJson)));
    }

    [Test]
    public async Task Disposal_ends_the_reading_of_an_answer()
    {
        _server.On("GET base/endless", (_, _) => Task.FromResult(
            new HttpResponseMessage { Content = new StreamContent(new System.IO.Pipelines.Pipe().Reader.AsStream()) }));
        var call = SendAsync("endless");
        await _server.WhenReceivedAsync("GET base/endless");

        _exchange.Dispose();

        Assert.That((await call.FailureAsync<RunConnectionLostException>()).Reason, Is.EqualTo(ConnectionLossReason.ClientDisposed));
    }

    [TestCase("a\nbb\r\nccc", "a|bb|ccc")]
    [TestCase("\n\nx\n", "||x")]
    [TestCase("", "")]
    public async Task Lines_are_cut_at_their_ends_wherever_the_pieces_end(string text, string lines)
    {
        var found = new List<string>();
        await foreach (var line in BoundedLines.ReadAsync(new OneByteStream(text), 3, null, CancellationToken.None))
            found.Add(Encoding.UTF8.GetString(line.Span));

        Assert.That(string.Join('|', found), Is.EqualTo(lines));
    }

    [Test]
    public async Task A_line_that_is_too_long_is_cut_off_or_refused()
    {
        var cut = new List<int>();
        await foreach (var line in BoundedLines.ReadAsync(new OneByteStream("aaaaaa\nb"), 4, null, CancellationToken.None))
            cut.Add(line.Length);
        Assert.That(cut, Is.EqualTo(new[] { 4, 1 }));

        Assert.That(
            async () =>
            {
                await foreach (var _ in BoundedLines.ReadAsync(new OneByteStream("aaaaaa\nb"), 4, () => new FormatException(), CancellationToken.None))
                    continue;
            },
            Throws.TypeOf<FormatException>());
    }

    private Task<HttpReply> SendAsync(string path) =>
        _exchange.SendAsync(RunOperation.GetStatus, new HttpRequestMessage(HttpMethod.Get, path), Limit, CancellationToken.None);

    private Task<HttpStreamReply> OpenAsync(string path, TimeSpan? idle) => _exchange
        .OpenAsync(RunOperation.Watch, new HttpRequestMessage(HttpMethod.Get, path), TimeSpan.FromSeconds(5), idle, CancellationToken.None).Soon();

    /// <summary>Gives its bytes one by one.</summary>
    private sealed class OneByteStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
