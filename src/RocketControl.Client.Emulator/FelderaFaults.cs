using System.Text;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator;

/// <summary>Faults that a <see cref="FelderaEmulator"/> injects on purpose.</summary>
/// <example>
/// <code>
/// server.Faults.On("POST", "/v0/pipelines/p/ingress").Once().DropAfterExecuting();
/// server.Faults.Refuse("CompilerUnavailable", "PUT");
/// server.Faults.Pipelines.PanicWorker("p");
/// </code>
/// </example>
public sealed class FelderaFaults
{
    internal FelderaFaults()
    {
    }

    /// <summary>Faults of the compiler, the runner and the pipelines' processes.</summary>
    public FelderaPipelineFaults Pipelines { get; } = new();

    internal FaultBook<HttpSubject, HttpFault> Http { get; } = new();

    /// <summary>A fault for requests.</summary>
    /// <param name="method">Only requests with this method; null for all.</param>
    /// <param name="pathPrefix">Only requests whose path starts with this.</param>
    public HttpFaultBuilder On(string? method = null, string pathPrefix = "/") => new(
        Http,
        subject => (method is null || subject.Method == method) && subject.Path.StartsWith(pathPrefix, StringComparison.Ordinal));

    /// <summary>
    /// The next requests are not executed but answered with this error code, and with the status that belongs to it (Feldera protocol §4): 500 for an
    /// unknown one, and with Retry-After for 503.
    /// </summary>
    /// <param name="errorCode">The code, such as <c>LockTookTooLong</c>.</param>
    /// <param name="method">Only requests with this method; null for all.</param>
    /// <param name="pathPrefix">Only requests whose path starts with this.</param>
    /// <param name="times">How many requests.</param>
    public InjectedFault Refuse(string errorCode, string? method = null, string pathPrefix = "/", int times = 1)
    {
        HttpAnswer answer = ErrorAnswers.Of(new ApiError(errorCode, $"Injected: {errorCode}"));
        return On(method, pathPrefix).Times(times).AnswerWith(
            answer.Status, Encoding.UTF8.GetString(answer.Body.Span), answer.ContentType, answer.Headers);
    }

    /// <summary>Takes back every fault for requests that was set up, and releases whatever is held.</summary>
    public void Clear() => Http.Clear();
}
