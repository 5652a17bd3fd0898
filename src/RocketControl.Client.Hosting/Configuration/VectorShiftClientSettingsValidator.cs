using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

[OptionsValidator]
internal sealed partial class VectorShiftClientSettingsValidator : IValidateOptions<VectorShiftClientSettings>;
