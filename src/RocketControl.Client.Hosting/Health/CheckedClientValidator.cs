using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RocketControl.Client.Hosting.Clients;

namespace RocketControl.Client.Hosting.Health;

/// <summary>Makes sure, when the host starts, that there is the client that a health check is to look at.</summary>
internal sealed class CheckedClientValidator(IServiceProvider services, string checkName, string clientName) : IValidateOptions<HealthCheckServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthCheckServiceOptions options)
    {
        try
        {
            _ = OnlyClient.NameOf(services, clientName);
            return ValidateOptionsResult.Success;
        }
        catch (InvalidOperationException exception)
        {
            return ValidateOptionsResult.Fail($"The health check '{checkName}' has no client to look at. {exception.Message}");
        }
    }
}
