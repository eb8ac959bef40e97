window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  // The validator's badge would be another site's.
  validatorUrl: null,
  persistAuthorization: false,
  tryItOutEnabled: true,
});
