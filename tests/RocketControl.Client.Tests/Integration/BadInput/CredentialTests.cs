using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixture]
internal sealed class CredentialTests : EmulatorTests
{
    private const string WrongKey = "rr_wrong-key-0123456789";

    [Test]
    public async Task A_wrong_key_is_refused_with_the_words_of_the_server()
    {
        var client = NewClient(ClientOptions with { Credential = WrongKey });

        var exception = await client.UseAsync(Pipelines.Echo()).FailsWith<RunAuthenticationException>();

        AssertTells(exception, "RocketRideOptions.Credential");
        Assert.That(exception.ServerMessage, Is.EqualTo("Invalid API key"));
        Assert.That(exception.ServerTrace, Is.Not.Null);
        Assert.That(CountRequests("auth"), Is.EqualTo(1), "it is not tried again");
    }

    [TestCase("tk_0123456789abcdef0123456789abcdef")]
    [TestCase("pk_0123456789abcdef0123456789abcdef")]
    public async Task The_token_of_a_run_that_is_not_there_is_refused(string key)
    {
        var client = NewClient(ClientOptions with { Credential = key });

        var exception = await client.GetTaskStatusAsync(key).FailsWith<RunAuthenticationException>();

        AssertTells(exception, "RocketRideOptions.Credential");
        Assert.That(exception.ToString(), Does.Not.Contain(key));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    public async Task Without_a_key_nothing_is_opened(string? key)
    {
        var client = NewClient(ClientOptions with { Credential = key is null ? null : RunCredential.FromKey(key) });

        var exception = await client.UseAsync(Pipelines.Echo()).FailsWith<RunAuthenticationException>();

        AssertTells(exception, "Set RocketRideOptions.Credential");
        Assert.That(Server.ConnectionCount, Is.Zero);
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task A_delegate_that_fails_to_give_a_key_is_named_with_its_reason()
    {
        var problem = new InvalidOperationException("The vault is sealed.");
        var client = NewClient(ClientOptions with { Credential = RunCredential.FromDelegate(_ => throw problem) });

        var exception = await client.UseAsync(Pipelines.Echo()).FailsWith<RunAuthenticationException>();

        AssertTells(exception, "RocketRideOptions.Credential");
        Assert.That(exception.InnerException, Is.SameAs(problem));
        Assert.That(Server.ConnectionCount, Is.Zero);
    }

    [Test]
    public async Task A_delegate_that_never_gives_a_key_is_given_up_after_the_connect_timeout()
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource();
        var client = NewClient(ClientOptions with
        {
            TimeProvider = time,
            Credential = RunCredential.FromDelegate(async token =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
                return "";
            }),
        });
        var use = client.UseAsync(Pipelines.Echo());
        await asked.Task.Soon();

        time.Advance(ClientOptions.ConnectTimeout);

        Assert.That((await use.FailsWith<RunConnectionFailedException>()).Message, Does.Contain("30 seconds"));
    }

    [TestCase("Invalid API key")]
    [TestCase("No authorization provided")]
    [TestCase("Invalid authorization provided")]
    [TestCase("Authentication failed")]
    [TestCase("Too many authentication attempts")]
    [TestCase("Bad request")]
    [TestCase("Something that nobody has heard before")]
    [TestCase("")]
    public async Task Whatever_the_server_refuses_a_login_with_is_a_matter_of_the_credential(string text)
    {
        Server.Faults.RefuseLogins(text);

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunAuthenticationException>();

        AssertTells(exception, text.Length == 0 ? "without saying why" : text);
        await StartRunAsync();
    }

    [Test]
    public async Task A_key_that_became_invalid_is_noticed_at_the_next_connection_and_not_tried_again_and_again()
    {
        var log = new LogRecorder();
        var client = NewClient(ClientOptions with { LoggerFactory = log });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        using var refusals = Server.Faults.RefuseLogins(times: 100);
        Server.Faults.DropConnections();
        await log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);

        var exception = await client.GetTaskStatusAsync(run).FailsWith<RunAuthenticationException>();

        AssertTells(exception, "RocketRideOptions.Credential");
        Assert.That(refusals.Hits, Is.LessThanOrEqualTo(2), "once in the background, and once for the call");
        refusals.Dispose();
        Assert.That((await client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    private static void AssertTells(RunAuthenticationException exception, string advice)
    {
        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.Authentication));
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.Connect));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.IsTransient, Is.False);
            Assert.That(exception.Message, Does.Contain(advice));
            Assert.That(exception.ToString(), Does.Not.Contain(WrongKey));
        });
    }
}
