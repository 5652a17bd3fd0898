using Microsoft.Extensions.Options;
using RocketControl.Client.Hosting.Configuration;

namespace RocketControl.Client.Hosting.Clients;

/// <summary>Checks the options of a client when the host starts, as the client itself would when it is created, and that its name is its own.</summary>
internal sealed class ClientOptionsValidator(IEnumerable<ClientRegistration> registrations) : IValidateOptions<RunControlClientOptions>
{
    public ValidateOptionsResult Validate(string? name, RunControlClientOptions options)
    {
        var named = registrations.Where(registration => registration.Name == name).ToList();
        if (named.Count == 0)
            return ValidateOptionsResult.Skip;
        if (named.Count > 1)
            return ValidateOptionsResult.Fail($"A name belongs to one client only, but there are {string.Join(" and ", named)}.");
        if (options.Transport is not { } transport)
            return ValidateOptionsResult.Fail($"There are no options for {named[0]}.");
        try
        {
            transport.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (RunInvalidArgumentException exception)
        {
            return ValidateOptionsResult.Fail(Locate(exception.Message, transport, named[0]));
        }
    }

    private static string Locate(string message, RunTransportOptions transport, ClientRegistration registration) => registration.SectionPath is { } path
        ? SettingPath.Locate(message, $"{transport}", path)
        : $"{message} This is about {registration}.";
}
