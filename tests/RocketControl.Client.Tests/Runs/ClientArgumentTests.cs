using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Runs;

[TestFixture]
internal sealed class ClientArgumentTests
{
    private readonly StubTransport _stub = StubTransport.Create();

    [Test]
    public void A_transport_is_required() => Assert.Throws<ArgumentNullException>(() => _ = new RunControlClient(null!));

    [TestCase("")]
    [TestCase("  ")]
    [TestCase(null)]
    public void An_empty_token_is_refused_in_every_operation(string? token)
    {
        var client = Client();
        var run = token is null ? default : RunReference.FromId(token);

        AssertRefused(() => client.AttachAsync(run), RunOperation.Attach);
        AssertRefused(() => client.SendAsync(run, "x"), RunOperation.Send);
        AssertRefused(() => client.GetTaskStatusAsync(run), RunOperation.GetStatus);
        AssertRefused(() => client.TerminateAsync(run), RunOperation.Terminate);
        AssertRefused(() => client.WaitAsync(run), RunOperation.Wait);
        AssertRefused(() => client.WatchAsync(run), RunOperation.Watch);
        Assert.That(_stub.Calls, Is.Empty);
    }

    [Test]
    public void A_run_of_another_backend_is_refused()
    {
        var client = Client();
        var run = new Run(RunBackend.Feldera, "pipeline");

        AssertRefused(() => client.GetTaskStatusAsync(run), RunOperation.GetStatus);
        AssertRefused(() => client.TerminateAsync(run), RunOperation.Terminate);
    }

    [Test]
    public void What_the_backend_cannot_do_is_refused_before_it_is_asked()
    {
        _stub.Capabilities = new RunCapabilities(
            RunBackend.Processes, new CapabilityEntry(RunCapability.Use, CapabilitySupport.Unsupported, "Attach to a process instead."));
        var client = Client();

        var exception = Assert.Throws<RunNotSupportedException>(() => client.UseAsync(SampleRun.Pipeline));
        Assert.Throws<RunNotSupportedException>(() => client.AttachAsync("1"));
        Assert.Throws<RunNotSupportedException>(() => client.SendAsync("1", "x"));
        Assert.Throws<RunNotSupportedException>(() => client.GetTaskStatusAsync("1"));
        Assert.Throws<RunNotSupportedException>(() => client.WaitAsync("1"));
        Assert.Throws<RunNotSupportedException>(() => client.WatchAsync("1"));
        foreach (var mode in Enum.GetValues<TerminateMode>().Where(mode => mode != TerminateMode.GracefulThenForce))
            Assert.Throws<RunNotSupportedException>(() => client.TerminateAsync("1", new TerminateOptions { Mode = mode }));

        Assert.That(exception!.Message, Is.EqualTo("Processes does not support Use. Attach to a process instead."));
        Assert.That((exception.Backend, exception.Operation, exception.Kind), Is.EqualTo((RunBackend.Processes, RunOperation.Use, RunControlErrorKind.Unsupported)));
        Assert.That(_stub.Calls, Is.Empty);
    }

    [Test]
    public void Null_is_misuse() => Assert.Multiple(() =>
    {
        var client = Client();
        Assert.Throws<ArgumentNullException>(() => client.UseAsync(null!));
        Assert.Throws<ArgumentNullException>(() => client.UseAsync(SampleRun.Pipeline, null!));
        Assert.Throws<ArgumentNullException>(() => client.SendAsync("t", (string)null!));
        Assert.Throws<ArgumentNullException>(() => client.SendAsync("t", "x", null!));
        Assert.Throws<ArgumentNullException>(() => client.TerminateAsync("t", null!));
        Assert.Throws<ArgumentNullException>(() => client.WaitAsync("t", null!));
        Assert.Throws<ArgumentNullException>(() => RunReference.FromId(null!));
        Assert.Throws<ArgumentNullException>(() => RunReference.FromRun(null!));
        Assert.Throws<ArgumentNullException>(() => RunCredential.FromKey(null!));
        Assert.Throws<ArgumentNullException>(() => RunCredential.FromDelegate(null!));
        Assert.Throws<ArgumentNullException>(() => RunControlClient.ForRocketRide(null!));
        Assert.Throws<ArgumentException>(() => _ = new Run(RunBackend.RocketRide, ""));
    });

    [Test]
    public async Task A_text_is_sent_as_plain_text_and_bytes_as_bytes()
    {
        var types = new List<string?>();
        _stub.Methods[nameof(IRunTransport.SendAsync)] = arguments =>
        {
            types.Add(((SendOptions)arguments[2]!).MimeType);
            return Task.FromResult(new SendResult());
        };
        var client = Client();

        await client.SendAsync("t", "x");
        await client.SendAsync("t", new byte[1]);
        await client.SendAsync("t", "x", new SendOptions { MimeType = "text/html" });
        await client.SendAsync("t", new byte[1], new SendOptions { MimeType = "image/png" });

        Assert.That(types, Is.EqualTo(new[] { "text/plain", "application/octet-stream", "text/html", "image/png" }));
    }

    [Test]
    public async Task The_client_owns_its_transport()
    {
        await Client().DisposeAsync();

        Assert.That(_stub.Calls, Is.EqualTo(new[] { nameof(IAsyncDisposable.DisposeAsync) }));
    }

    [Test]
    public void A_capability_without_a_row_is_unsupported()
    {
        var capabilities = new RunCapabilities(RunBackend.VectorShift, new CapabilityEntry(RunCapability.Use, CapabilitySupport.Conditional, "note"));

        Assert.Multiple(() =>
        {
            Assert.That(capabilities.Supports(RunCapability.Use));
            Assert.That(capabilities[RunCapability.Use].Note, Is.EqualTo("note"));
            Assert.That(capabilities.Supports(RunCapability.Send), Is.False);
            Assert.That(capabilities[RunCapability.Send], Is.EqualTo(new CapabilityEntry(RunCapability.Send, CapabilitySupport.Unsupported)));
        });
    }

    private RunControlClient Client() => new(_stub.Transport);

    private static void AssertRefused(Func<object> call, RunOperation operation)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => call());

        Assert.That(exception!.Operation, Is.EqualTo(operation));
    }
}
