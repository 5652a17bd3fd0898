using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

[OptionsValidator]
internal sealed partial class ProcessClientSettingsValidator : IValidateOptions<ProcessClientSettings>;
