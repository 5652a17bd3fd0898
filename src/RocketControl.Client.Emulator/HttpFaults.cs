using RocketControl.Client.Emulator.Faults;

namespace RocketControl.Client.Emulator;

/// <summary>Faults that an emulator with nothing but HTTP injects on purpose.</summary>
/// <example>
/// <code>
/// server.Faults.On("POST").Once().DropAfterExecuting();
/// server.Faults.On("GET", "/api").Times(2).AnswerAsProxy(503);
/// </code>
/// </example>
public sealed class HttpFaults
{
    internal HttpFaults()
    {
    }

    internal FaultBook<HttpSubject, HttpFault> Book { get; } = new();

    /// <summary>A fault for requests.</summary>
    /// <param name="method">Only requests with this method; null for all.</param>
    /// <param name="pathPrefix">Only requests whose path starts with this.</param>
    public HttpFaultBuilder On(string? method = null, string pathPrefix = "/") => new(
        Book,
        subject => (method is null || subject.Method == method) && subject.Path.StartsWith(pathPrefix, StringComparison.Ordinal));

    /// <summary>Takes every fault back.</summary>
    public void Clear() => Book.Clear();
}
