using System.Net;
using System.Net.Http.Headers;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.Faults.Hostile;

/// <summary>Streams that never end, in the middle of something or not: what is read is bounded, what is dropped is told, and whoever has had enough can leave.</summary>
[TestFixture]
internal sealed class EndlessStreamTests
{
    private const int Many = 300_000;
    private const int Limit = 64 * 1024;
    private const string FirstEvent = "data: {\"type\":\"stream\",\"run_id\":\"r1\",\"status\":\"running\"}\n\n";

    [Test]
    public async Task Chunks_of_Feldera_come_in_order_for_as_long_as_wanted()
    {
        await using var transport = Feldera(new EndlessStream("", "{\"sequence_number\":#,\"json_data\":[{\"insert\":{\"t\":\"x\"}}]}\r\n"));
        var expected = 0L;

        await foreach (var chunk in transport.ListenAsync("p", "v"))
        {
            Assert.That((chunk.Number, chunk.Missed), Is.EqualTo((expected, 0)));
            if (++expected == Many)
                break;
        }

        Assert.That(expected, Is.EqualTo(Many));
    }

    [TestCase("[")]
    [TestCase("{\"sequence_number\":1,\"text_data\":\"")]
    [TestCase("\0")]
    public async Task A_chunk_of_Feldera_without_end_is_refused_at_the_limit(string begin)
    {
        await using var transport = Feldera(new EndlessStream(begin, "xxxxxxxxxx"));

        var exception = await FirstOf(transport.ListenAsync("p", "v")).FailureAsync<RunProtocolException>();

        Assert.That(exception.Message, Does.Contain($"{Limit:N0}"));
    }

    [Test]
    public async Task A_row_of_Feldera_without_end_is_refused_at_the_limit()
    {
        await using var transport = Feldera(new EndlessStream("{\"a\":\"", "xxxxxxxxxx"));

        Assert.That((await FirstOf(transport.QueryAsync("p", "SELECT 1")).FailureAsync<RunProtocolException>()).Message, Does.Contain($"{Limit:N0}"));
    }

    [Test]
    public async Task A_log_of_Feldera_that_is_one_line_without_end_can_be_left()
    {
        using var leaving = new CancellationTokenSource();
        await using var transport = Feldera(new EndlessStream("", "xxxxxxxxxx")
        {
            OnRead = read =>
            {
                if (read > Many)
                    leaving.Cancel();
            },
        });

        Assert.That(async () => await FirstOf(transport.GetLogsAsync("p", leaving.Token)).Soon(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Events_of_VectorShift_are_kept_to_the_limit_and_the_rest_is_told_as_dropped()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (client, transport) = VectorShift(new EndlessStream(FirstEvent, "data: {\"type\":\"stream\",\"output_name\":\"n\",\"output_value\":#}\n\n")
        {
            OnRead = bytes =>
            {
                if (bytes > Many * 60L)
                    read.TrySetResult();
            },
        });
        await using var _ = client;
        var run = await client.UseAsync(new VectorShiftPipeline("p")).Soon();
        await read.Task.Soon();

        var (dropped, outputs, last) = (0L, 0, -1L);
        await foreach (var next in transport.WatchAsync(run, CancellationToken.None))
        {
            if (next is RunEventsDropped { Count: var count })
                dropped += count;
            if (next is not VectorShiftOutput output)
                continue;
            Assert.That(output.Value.GetInt64(), Is.GreaterThan(last), "the order is kept");
            last = output.Value.GetInt64();
            if (++outputs == 100)
                break;
        }

        Assert.That(dropped, Is.Positive);
        await client.DisposeAsync().Soon();
    }

    [TestCase("data: ", "xxxxxxxxxx")]
    [TestCase("", "data: x\n")]
    [TestCase("", "id: 1\n")]
    [TestCase("", "xxxxxxxxxx")]
    public async Task An_event_of_VectorShift_without_end_is_refused_at_the_limit(string begin, string more)
    {
        var (client, _) = VectorShift(new EndlessStream(FirstEvent + begin, more));
        await using var owned = client;

        var run = await client.UseAsync(new VectorShiftPipeline("p")).Soon();

        Assert.That((await client.WaitAsync(run).FailureAsync<RunConnectionLostException>()).Message, Does.Contain($"{Limit:N0}"));
    }

    [Test]
    public async Task Before_the_run_is_named_nobody_waits_beyond_the_deadline()
    {
        var time = new ManualTimeProvider();
        var (client, _) = VectorShift(new EndlessStream("", ": comment\n"), time);
        await using var owned = client;
        var starting = client.UseAsync(new VectorShiftPipeline("p"));

        await time.PassUntilEndedAsync(starting, Watched.VectorShift.UseTimeout);

        await starting.FailureAsync<RunControlException>();
    }

    private static FelderaTransport Feldera(EndlessStream body)
    {
        var server = new ScriptedHttp();
        foreach (var target in new[] { "POST v0/pipelines/p/egress/v", "GET v0/pipelines/p/query", "GET v0/pipelines/p/logs" })
            server.On(target, (_, _) => Task.FromResult(Answer(body, "application/json")));
        return new FelderaTransport(Watched.Feldera with { Endpoint = "http://localhost", MaxMessageBytes = Limit }, server);
    }

    private static (RunControlClient Client, VectorShiftTransport Transport) VectorShift(EndlessStream body, TimeProvider? time = null)
    {
        var server = new ScriptedHttp().On("POST v1/pipeline/p/run", (_, _) => Task.FromResult(Answer(body, "text/event-stream")));
        var options = Watched.VectorShift with
        {
            Endpoint = "http://localhost/v1",
            Credential = "key",
            MaxEventBytes = Limit,
            TimeProvider = time ?? TimeProvider.System,
        };
        var transport = new VectorShiftTransport(options, server);
        return (new RunControlClient(transport, time), transport);
    }

    private static HttpResponseMessage Answer(Stream body, string mediaType) => new(HttpStatusCode.OK)
    {
        Content = new StreamContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
    };

    private static async Task<T?> FirstOf<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var next in stream)
            return next;
        return default;
    }
}
