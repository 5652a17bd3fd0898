using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Errors;

[TestFixture]
internal sealed class RefusalTests
{
    private static readonly RunOperation[] Operations = Enum.GetValues<RunOperation>();

    [TestCase("No authorization provided")]
    [TestCase("Invalid API key")]
    [TestCase("Invalid authorization provided")]
    [TestCase("Authentication failed")]
    [TestCase("Too many authentication attempts")]
    [TestCase("Not authenticated")]
    public void A_refused_credential_is_that_in_every_operation(string text) =>
        AssertInEveryOperation<RunAuthenticationException>(text, RunControlErrorKind.Authentication);

    [Test]
    public void Bad_request_means_a_refused_credential_only_at_the_login() => Assert.Multiple(() =>
    {
        Assert.That(Refuse("Bad request", RunOperation.Connect), Is.TypeOf<RunAuthenticationException>());
        Assert.That(Refuse("Bad request", RunOperation.GetStatus), Is.TypeOf<RunServerException>());
    });

    [TestCase("Permission 'task.control' denied")]
    [TestCase("Permission 'task.monitor' denied for this task")]
    [TestCase("Access denied: no permissions for this task")]
    [TestCase("No membership in team 'x'")]
    [TestCase("Invalid account plan for pipeline")]
    [TestCase("Cannot restart task: no permissions for this task")]
    public void A_missing_permission_is_that_in_every_operation(string text) =>
        AssertInEveryOperation<RunPermissionException>(text, RunControlErrorKind.Permission);

    [Test]
    public void A_task_that_the_server_does_not_know_is_not_found() =>
        AssertInEveryOperation<RunNotFoundException>("Your pipeline is not running", RunControlErrorKind.NotFound);

    [TestCase("Pipeline is already running.")]
    [TestCase("Pipeline is already running")]
    public void A_second_start_of_the_same_token_is_already_running(string text) =>
        AssertInEveryOperation<RunAlreadyRunningException>(text, RunControlErrorKind.InvalidState);

    [TestCase("You are looking for a \"chat\", but this pipeline isn't it")]
    [TestCase("Task token is required")]
    [TestCase("Task token is required for restart")]
    [TestCase("You must specifiy either token or project_id/source")]
    [TestCase("You must specifiy either token or project_id/source, not both")]
    [TestCase("projectId is required")]
    public void A_request_that_lacks_something_has_an_invalid_argument(string text) =>
        AssertInEveryOperation<RunInvalidArgumentException>(text, RunControlErrorKind.InvalidArgument);

    [TestCase("Invalid command: rrext_get_task_status")]
    [TestCase("Account management requires SaaS mode")]
    public void What_the_server_does_not_have_is_not_supported(string text) =>
        AssertInEveryOperation<RunNotSupportedException>(text, RunControlErrorKind.Unsupported);

    [TestCase("Pipeline does not have a source component defined")]
    [TestCase("Pipeline has multiple source components, please specify one explicitly")]
    [TestCase("Pipeline source component \"x\" not found in components list")]
    [TestCase("Invalid components in pipeline")]
    [TestCase("Source \"x\" not found in pipeline")]
    [TestCase("Missing pipeline configuration in restart request")]
    [TestCase("'NoneType' object has no attribute 'get'")]
    [TestCase("'str' object has no attribute 'items'")]
    [TestCase("'NoneType' object is not iterable")]
    [TestCase("'id'")]
    [TestCase("'from'")]
    public void A_defective_pipeline_is_told_from_a_failed_start(string text) =>
        AssertOne<PipelineInvalidException>(text, RunOperation.Use, RunControlErrorKind.InvalidArgument);

    [TestCase("Task has already completed")]
    [TestCase("No subprocess events received for 300 seconds. Task stuck in state 2 (NONE=0, STARTING=1)")]
    [TestCase("Subprocess exited with code 3")]
    [TestCase("No available ports in the range 20000-29999")]
    [TestCase("Component 'llm_1' failed to load its model")]
    public void Whatever_else_a_start_fails_with_is_a_failed_start(string text) =>
        AssertOne<RunStartFailedException>(text, RunOperation.Use, RunControlErrorKind.RunFailed);

    [TestCase("Task has already completed")]
    [TestCase("Task is terminating, cannot process data requests")]
    [TestCase("Subprocess exited with code 3")]
    [TestCase("No subprocess events received for 300 seconds. Task stuck in state 2")]
    public void Data_for_a_task_at_its_end_finds_it_not_running(string text) =>
        AssertOne<RunNotRunningException>(text, RunOperation.Send, RunControlErrorKind.InvalidState);

    [TestCase("server rejected WebSocket connection: HTTP 500")]
    [TestCase("The engine broke")]
    public void Whatever_else_data_is_refused_with_is_a_failed_pipe(string text) =>
        AssertOne<PipeFailedException>(text, RunOperation.Send, RunControlErrorKind.RunFailed);

    [Test]
    public void Whatever_else_a_login_is_refused_with_is_an_authentication_failure() =>
        AssertOne<RunAuthenticationException>("'int' object has no attribute 'removeprefix'", RunOperation.Connect, RunControlErrorKind.Authentication);

    [Test]
    public void Whatever_else_anything_else_is_refused_with_is_the_server_s_affair() =>
        AssertOne<RunServerException>("Service 'x' not found. Please check the service name and try again.", RunOperation.GetStatus, RunControlErrorKind.Server);

    [TestCase(RunOperation.Connect, typeof(RunAuthenticationException))]
    [TestCase(RunOperation.Use, typeof(RunStartFailedException))]
    [TestCase(RunOperation.Send, typeof(RunNotRunningException))]
    [TestCase(RunOperation.GetStatus, typeof(RunServerException))]
    [TestCase(RunOperation.Terminate, typeof(RunServerException))]
    [TestCase(RunOperation.Watch, typeof(RunServerException))]
    public void An_empty_text_means_what_it_means_in_that_operation(RunOperation operation, Type type)
    {
        foreach (var text in new[] { null, "", "  \n" })
        {
            var exception = Refuse(text, operation);

            Assert.That(exception, Is.TypeOf(type));
            Assert.That(exception.Message, Is.Not.Empty);
            Assert.That(exception.ServerMessage, Is.Null);
        }
    }

    [Test]
    public void The_circumstances_come_along()
    {
        var exception = RocketRideErrors.FromReply(
            new DapResponse
            {
                Arrival = 1,
                RequestSeq = 1,
                Success = false,
                Message = " Something broke ",
                Code = "E42",
                Trace = new ServerTrace("task.py", 12),
            },
            RunOperation.GetStatus);

        Assert.Multiple(() =>
        {
            Assert.That(exception.ServerMessage, Is.EqualTo("Something broke"));
            Assert.That(exception.Code, Is.EqualTo("E42"));
            Assert.That(exception.ServerTrace, Is.EqualTo(new ServerTrace("task.py", 12)));
            Assert.That(exception.Backend, Is.EqualTo(RunBackend.RocketRide));
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.GetStatus));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.HttpStatus, Is.Null);
        });
    }

    [Test]
    public void Keys_and_tokens_in_the_server_s_words_are_blanked()
    {
        var exception = Refuse("No task tk_8f14e45fceea167a for rr_0123456789 or pk_1679091c5a880faf", RunOperation.GetStatus);

        Assert.That(exception.ServerMessage, Is.EqualTo("No task tk_*** for rr_*** or pk_***"));
        Assert.That(exception.ToString(), Does.Not.Contain("8f14e45f").And.Not.Contain("0123456789").And.Not.Contain("1679091c"));
    }

    private static void AssertInEveryOperation<TException>(string text, RunControlErrorKind kind)
        where TException : RunControlException
    {
        foreach (var operation in Operations)
            AssertOne<TException>(text, operation, kind);
    }

    private static void AssertOne<TException>(string text, RunOperation operation, RunControlErrorKind kind)
        where TException : RunControlException
    {
        var exception = Refuse(text, operation);

        Assert.Multiple(() =>
        {
            Assert.That(exception, Is.TypeOf<TException>(), $"{operation}");
            Assert.That((exception.Kind, exception.Operation), Is.EqualTo((kind, operation)));
            Assert.That(exception.IsTransient, Is.False);
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.Message, Is.Not.Empty);
            Assert.That(exception.ServerMessage, Is.EqualTo(text));
        });
    }

    private static RunControlException Refuse(string? text, RunOperation operation) => RocketRideErrors.FromReply(
        new DapResponse { Arrival = 1, RequestSeq = 1, Success = false, Message = text }, operation);
}
