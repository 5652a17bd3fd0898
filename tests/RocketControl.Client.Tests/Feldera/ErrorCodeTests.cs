using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Each row of the error table (Feldera protocol §4) has its exception.</summary>
[TestFixture]
internal sealed class ErrorCodeTests : FelderaTests
{
    [TestCase(400, "IllegalPipelineAction", typeof(RunInvalidStateException))]
    [TestCase(400, "InvalidTransition", typeof(RunInvalidStateException))]
    [TestCase(400, "CannotStartWithUndismissedError", typeof(RunInvalidStateException))]
    [TestCase(400, "CannotStartWhileClearingStorage", typeof(RunInvalidStateException))]
    [TestCase(400, "CannotStartWithCompilationError", typeof(PipelineInvalidException))]
    [TestCase(400, "StartFailedDueToFailedCompilation", typeof(PipelineInvalidException))]
    [TestCase(400, "InitialImmutableUnlessStopped", typeof(RunInvalidStateException))]
    [TestCase(400, "BootstrapPolicyImmutableUnlessStopped", typeof(RunInvalidStateException))]
    [TestCase(400, "InitialStandbyNotAllowed", typeof(RunInvalidArgumentException))]
    [TestCase(400, "InvalidBootstrapConfig", typeof(RunInvalidArgumentException))]
    [TestCase(400, "PauseWhileNotProvisioned", typeof(RunInvalidStateException))]
    [TestCase(400, "ResumeWhileNotProvisioned", typeof(RunInvalidStateException))]
    [TestCase(400, "UpdateRestrictedToStopped", typeof(RunInvalidStateException))]
    [TestCase(400, "EditRestrictedToClearedStorage", typeof(RunInvalidStateException))]
    [TestCase(400, "DeleteRestrictedToFullyStopped", typeof(RunInvalidStateException))]
    [TestCase(400, "DeleteRestrictedToClearedStorage", typeof(RunInvalidStateException))]
    [TestCase(400, "StorageStatusImmutableUnlessStopped", typeof(RunInvalidStateException))]
    [TestCase(400, "InvalidStorageStatusTransition", typeof(RunInvalidStateException))]
    [TestCase(400, "DismissErrorRestrictedToFullyStopped", typeof(RunInvalidStateException))]
    [TestCase(400, "EmptyName", typeof(RunInvalidArgumentException))]
    [TestCase(400, "TooLongName", typeof(RunInvalidArgumentException))]
    [TestCase(400, "NameDoesNotMatchPattern", typeof(RunInvalidArgumentException))]
    [TestCase(400, "InvalidRuntimeConfig", typeof(RunInvalidArgumentException))]
    [TestCase(400, "InvalidProgramConfig", typeof(RunInvalidArgumentException))]
    [TestCase(400, "InvalidParam", typeof(RunInvalidArgumentException))]
    [TestCase(400, "InvalidConnectorAction", typeof(RunInvalidArgumentException))]
    [TestCase(400, "InvalidActivateStatus", typeof(RunInvalidArgumentException))]
    [TestCase(400, "AdHocQueryError", typeof(RunInvalidArgumentException))]
    [TestCase(400, "NoTransactionInProgress", typeof(RunInvalidStateException))]
    [TestCase(400, "UnableToConnect", typeof(RunInvalidArgumentException))]
    [TestCase(400, "ParseErrors", typeof(RunPartialInputException))]
    [TestCase(400, "ParseError", typeof(RunPartialInputException))]
    [TestCase(400, "IncarnationUuidMismatch", typeof(RunGoneException))]
    [TestCase(401, "AuthenticationFailed", typeof(RunAuthenticationException))]
    [TestCase(401, "InvalidApiKey", typeof(RunAuthenticationException))]
    [TestCase(401, "InvalidOidcToken", typeof(RunAuthenticationException))]
    [TestCase(403, "InsufficientPermissions", typeof(RunPermissionException))]
    [TestCase(403, "RoleExceedsCreator", typeof(RunPermissionException))]
    [TestCase(403, "NotATenantMember", typeof(RunPermissionException))]
    [TestCase(404, "UnknownPipelineName", typeof(RunNotFoundException))]
    [TestCase(404, "UnknownPipeline", typeof(RunNotFoundException))]
    [TestCase(404, "UnknownApiKey", typeof(RunNotFoundException))]
    [TestCase(404, "UnknownInputStream", typeof(RunNotFoundException))]
    [TestCase(404, "UnknownOutputStream", typeof(RunNotFoundException))]
    [TestCase(404, "UnknownInputEndpoint", typeof(RunNotFoundException))]
    [TestCase(405, "UnsupportedPipelineAction", typeof(RunNotSupportedException))]
    [TestCase(409, "DuplicateName", typeof(RunConflictException))]
    [TestCase(409, "OutdatedProgramVersion", typeof(RunConflictException))]
    [TestCase(409, "OutdatedPipelineVersion", typeof(RunConflictException))]
    [TestCase(409, "TransactionInProgress", typeof(RunConflictException))]
    [TestCase(409, "BootstrapRejected", typeof(RunInvalidStateException))]
    [TestCase(409, "BootstrapRejectedByUser", typeof(RunInvalidStateException))]
    [TestCase(410, "PipelineRestarted", typeof(RunGoneException))]
    [TestCase(410, "UnknownEndpointInCompletionToken", typeof(RunGoneException))]
    [TestCase(410, "Terminating", typeof(RunGoneException))]
    [TestCase(410, "InvalidInitialStatus", typeof(RunGoneException))]
    [TestCase(429, "ApiConnectionLimit", typeof(RunRateLimitedException))]
    [TestCase(501, "EnterpriseFeature", typeof(RunNotSupportedException))]
    [TestCase(503, "PipelineInteractionNotDeployed", typeof(RunNotReadyException))]
    [TestCase(503, "AwaitingApproval", typeof(RunNotReadyException))]
    [TestCase(503, "Suspended", typeof(RunNotReadyException))]
    [TestCase(503, "Initializing", typeof(RunNotReadyException))]
    [TestCase(503, "RestoreInProgress", typeof(RunNotReadyException))]
    [TestCase(503, "BootstrapInProgress", typeof(RunNotReadyException))]
    [TestCase(503, "PipelineUnavailable", typeof(RunUnavailableException))]
    [TestCase(503, "PipelineInteractionUnreachable", typeof(RunUnavailableException))]
    [TestCase(503, "RunnerInteractionUnreachable", typeof(RunUnavailableException))]
    [TestCase(503, "LockTookTooLong", typeof(RunUnavailableException))]
    [TestCase(503, "DeadlockDetected", typeof(RunUnavailableException))]
    [TestCase(503, "CompilerUnavailable", typeof(RunUnavailableException))]
    [TestCase(503, "RunnerInteractionLogFollowRequestChannelFull", typeof(RunUnavailableException))]
    [TestCase(504, "CompilerTimeout", typeof(RunUnavailableException))]
    [TestCase(500, "PipelineInteractionInvalidResponse", typeof(RunServerException))]
    [TestCase(500, "RunnerProvisionError", typeof(RunServerException))]
    [TestCase(400, "SomethingNew", typeof(RunInvalidArgumentException))]
    [TestCase(503, "SomethingNew", typeof(RunUnavailableException))]
    public async Task A_code_of_the_server_has_its_exception(int status, string code, Type exception)
    {
        Server.On(Status, Error(code, "Says the server."), status);

        var failure = await CallAsync();

        Assert.Multiple(() =>
        {
            Assert.That(failure, Is.TypeOf(exception));
            Assert.That(failure.Code, Is.EqualTo(code));
            Assert.That((int?)failure.HttpStatus, Is.EqualTo(status));
            Assert.That(failure.ServerMessage, Is.EqualTo("Says the server."));
            Assert.That(failure.Message, Does.Contain("Says the server."));
            Assert.That(failure.Backend, Is.EqualTo(RunBackend.Feldera));
            Assert.That(failure.Operation, Is.EqualTo(RunOperation.GetStatus));
        });
    }

    [Test]
    public async Task The_code_decides_not_the_status()
    {
        Server.On(Status, Error("UnknownPipelineName"), 503);

        Assert.That(await CallAsync(), Is.TypeOf<RunNotFoundException>());
    }

    [TestCase("Initializing", true)]
    [TestCase("PipelineInteractionNotDeployed", false)]
    [TestCase("AwaitingApproval", false)]
    public async Task Not_ready_is_transient_only_for_what_is_coming_up(string code, bool isTransient)
    {
        Server.On(Status, Error(code), 503);

        var failure = await CallAsync();

        Assert.That(failure.IsTransient, Is.EqualTo(isTransient));
        Assert.That(Server.Count(Status), Is.EqualTo(isTransient ? 3 : 1), "the number of attempts");
    }

    [Test]
    public async Task A_refused_state_tells_the_states_and_the_hint()
    {
        const string details = """{"status":"Stopping","current_desired_status":"Stopped","new_desired_status":"Provisioned","hint":"Wait for it to stop."}""";
        Server.On(Status, Error("IllegalPipelineAction", "m", details), 400);

        var failure = (RunInvalidStateException)await CallAsync();

        Assert.Multiple(() =>
        {
            Assert.That(failure.CurrentState, Is.EqualTo("Stopping"));
            Assert.That(failure.DesiredState, Is.EqualTo("Stopped"));
            Assert.That(failure.Hint, Is.EqualTo("Wait for it to stop."));
            Assert.That(failure.Message, Does.Contain("Wait for it to stop"));
        });
    }

    [Test]
    public async Task Refused_records_are_listed_within_bounds()
    {
        var errors = string.Join(',', Enumerable.Range(1, 1200).Select(
            number => $$"""{"description":"bad","event_number":{{number}},"field":"id","invalid_text":"{{new string('x', 2000)}}"}"""));
        Server.On(Status, Error("ParseErrors", "m", $$"""{"num_errors":5000,"errors":[{{errors}}]}"""), 400);

        var failure = (RunPartialInputException)await CallAsync();

        Assert.Multiple(() =>
        {
            Assert.That(failure.RefusedCount, Is.EqualTo(5000));
            Assert.That(failure.RefusedRecords, Has.Count.EqualTo(1000));
            Assert.That(failure.RefusedRecords[1].Number, Is.EqualTo(2));
            Assert.That(failure.RefusedRecords[1].Field, Is.EqualTo("id"));
            Assert.That(failure.RefusedRecords[1].Text, Has.Length.EqualTo(1000));
        });
    }

    [TestCase(502, "<html>Bad gateway</html>", "text/html", typeof(RunUnavailableException))]
    [TestCase(502, "", null, typeof(RunUnavailableException))]
    [TestCase(401, "", null, typeof(RunAuthenticationException))]
    [TestCase(404, "<html>", "text/html", typeof(RunProtocolException))]
    [TestCase(200, "<html>", "text/html", typeof(RunProtocolException))]
    [TestCase(301, "", null, typeof(RunProtocolException))]
    [TestCase(413, "too large", "text/plain", typeof(RunInvalidArgumentException))]
    [TestCase(400, "\"only a string\"", "application/json", typeof(RunInvalidArgumentException))]
    [TestCase(500, "{}", "application/json", typeof(RunServerException))]
    public async Task An_answer_that_is_none_of_the_servers_has_its_exception_too(int status, string body, string? mediaType, Type exception)
    {
        Server.On(Status, body, mediaType, status);

        var failure = await CallAsync();

        Assert.That(failure, Is.TypeOf(exception));
        Assert.That(failure.Message, Does.Not.Contain("<html>"));
    }

    [Test]
    public async Task A_key_in_the_servers_words_is_blanked()
    {
        Server.On(Status, Error("AuthenticationFailed", "bad key apikey:0123456789abcdef"), 401);

        Assert.That((await CallAsync()).ToString(), Does.Not.Contain("0123456789abcdef"));
    }

    private async Task<RunControlException> CallAsync()
    {
        var call = Transport.GetStatusAsync(Run, CancellationToken.None);
        await Time.PassUntilEndedAsync(call, TimeSpan.FromSeconds(3));
        try
        {
            await call;
        }
        catch (RunControlException exception)
        {
            return exception;
        }
        throw new AssertionException("The call succeeded.");
    }
}
